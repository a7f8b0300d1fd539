import type { TimeOfDay } from '../../../../shared/domain/panel.ts'
import type { Colour } from '../colour.ts'

/** Colours of one kind of light. Surfaces here hold the light already. */
export interface Palette {
  sky: Colour
  skyLow: Colour
  cloud: Colour
  /** Hills and roofs far off. */
  far: Colour
  ground: Colour
  groundNear: Colour
  sea: Colour
  seaLight: Colour
  wall: Colour
  wallLit: Colour
  floor: Colour
  /** Beams, door frames, railings. */
  frame: Colour
  light: Colour
  /** What falls on people and things, and how strongly (0–1). */
  ambient: Colour
  strength: number
  haze: Colour
  /** How heavy shadows are, 0–1. */
  contrast: number
  /** Whether lamps outshine the sky. */
  dark: boolean
}

export const OUTDOOR: Record<TimeOfDay, Palette> = {
  dawn: {
    sky: '#e9b48f',
    skyLow: '#fbe6c4',
    cloud: '#d89a86',
    far: '#8d8796',
    ground: '#7b7a70',
    groundNear: '#57564f',
    sea: '#6f98a4',
    seaLight: '#c5d6cc',
    wall: '#e2d2bd',
    wallLit: '#f3e6d2',
    floor: '#8f877e',
    frame: '#5b4a44',
    light: '#fff0c4',
    ambient: '#ffd9b0',
    strength: 0.38,
    haze: '#f4d3b2',
    contrast: 0.5,
    dark: false,
  },
  morning: {
    sky: '#a9cdd8',
    skyLow: '#f4ecd2',
    cloud: '#f6eedd',
    far: '#8fa6a6',
    ground: '#93a06f',
    groundNear: '#6f7d54',
    sea: '#5b93a3',
    seaLight: '#c3dcd6',
    wall: '#e9dcc3',
    wallLit: '#f7eed9',
    floor: '#a58b6c',
    frame: '#6a5443',
    light: '#fff3c9',
    ambient: '#fff0d8',
    strength: 0.22,
    haze: '#e4e8da',
    contrast: 0.42,
    dark: false,
  },
  day: {
    sky: '#8fc0d2',
    skyLow: '#e0ece2',
    cloud: '#f7f3e6',
    far: '#88a5a8',
    ground: '#98a46a',
    groundNear: '#74814f',
    sea: '#4f8c9f',
    seaLight: '#bcdad6',
    wall: '#e6dac2',
    wallLit: '#f5ecd8',
    floor: '#a4896a',
    frame: '#65503f',
    light: '#fff6d6',
    ambient: '#fffaf0',
    strength: 0.1,
    haze: '#dbe6e0',
    contrast: 0.45,
    dark: false,
  },
  afternoon: {
    sky: '#a8c4c4',
    skyLow: '#f6e3b8',
    cloud: '#f7e8cc',
    far: '#8f9d93',
    ground: '#a29a5d',
    groundNear: '#7b7546',
    sea: '#5a8a94',
    seaLight: '#d6d8bd',
    wall: '#ead6b0',
    wallLit: '#f8e8c8',
    floor: '#a9875c',
    frame: '#6b4f37',
    light: '#ffedb5',
    ambient: '#ffe9bf',
    strength: 0.3,
    haze: '#efe0be',
    contrast: 0.5,
    dark: false,
  },
  dusk: {
    sky: '#4b4a6b',
    skyLow: '#e79a62',
    cloud: '#6a5270',
    far: '#433f58',
    ground: '#4a4450',
    groundNear: '#2f2c38',
    sea: '#3a4a66',
    seaLight: '#c98a6c',
    wall: '#7a5b58',
    wallLit: '#b07d61',
    floor: '#4a3638',
    frame: '#2c2230',
    light: '#ffd183',
    ambient: '#e8a27c',
    strength: 0.62,
    haze: '#8a6470',
    contrast: 0.7,
    dark: true,
  },
  evening: {
    sky: '#2f3d5a',
    skyLow: '#c08d66',
    cloud: '#38425f',
    far: '#2b3550',
    ground: '#353f4c',
    groundNear: '#222a36',
    sea: '#293f56',
    seaLight: '#7d8e92',
    wall: '#5d5560',
    wallLit: '#8f7257',
    floor: '#352f38',
    frame: '#1d1c27',
    light: '#ffe093',
    ambient: '#b3aebb',
    strength: 0.6,
    haze: '#475069',
    contrast: 0.75,
    dark: true,
  },
  night: {
    sky: '#16243a',
    skyLow: '#33506a',
    cloud: '#1e3048',
    far: '#1a2b3e',
    ground: '#22323f',
    groundNear: '#141e29',
    sea: '#18303f',
    seaLight: '#416478',
    wall: '#35505f',
    wallLit: '#54737f',
    floor: '#22303a',
    frame: '#111a24',
    light: '#ffe7a0',
    ambient: '#93aec0',
    strength: 0.64,
    haze: '#2b4358',
    contrast: 0.85,
    dark: true,
  },
}

export const LAMPLIT: Palette = {
  ...OUTDOOR.night,
  wall: '#5b3d2b',
  wallLit: '#a3743c',
  floor: '#38261f',
  frame: '#25170f',
  light: '#ffe08c',
  ambient: '#ffc98a',
  strength: 0.5,
  haze: '#6b4a31',
  contrast: 0.85,
  dark: true,
}

export const UNDERGROUND: Palette = {
  ...OUTDOOR.night,
  sky: '#2a2630',
  skyLow: '#433b40',
  far: '#3a3338',
  ground: '#4a3c36',
  groundNear: '#2c2422',
  sea: '#23343c',
  seaLight: '#58727a',
  wall: '#4b3f3c',
  wallLit: '#75604d',
  floor: '#342a28',
  frame: '#1d1718',
  ambient: '#c9a98a',
  strength: 0.7,
  haze: '#4f4340',
  contrast: 0.85,
  dark: true,
}
