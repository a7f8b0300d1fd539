export * from './book.ts'
export * from './queue.ts'
export * from './script.ts'
