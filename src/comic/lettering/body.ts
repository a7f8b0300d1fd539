import type { PointMm, RectMm } from '../geometry.ts'
