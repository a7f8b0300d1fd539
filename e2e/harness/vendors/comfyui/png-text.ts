import { crc32 } from 'node:zlib'

const SIGNATURE = 8
/** Length, type, 13 bytes and checksum of the header chunk. */
const HEADER = 25

/** The same PNG with a tEXt chunk behind its header, as the server writes its graph into what it saves. */
export function withText(png: Buffer, keyword: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('tEXt', 'latin1'), Buffer.from(`${keyword}\0${text}`, 'latin1')])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length - 4)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  const at = SIGNATURE + HEADER
  return Buffer.concat([png.subarray(0, at), length, body, sum, png.subarray(at)])
}
