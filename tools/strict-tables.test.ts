import { describe, expect, it } from 'vitest'
import { makeTablesStrict } from './strict-tables.ts'

const TABLE = 'CREATE TABLE `a` (\n\t`id` text PRIMARY KEY NOT NULL,\n\tCHECK("a"."id" in (\'x\', \'y\'))\n);\n'

describe('makeTablesStrict', () => {
  it('makes each table of a migration strict and leaves indexes alone', () => {
    const index = '--> statement-breakpoint\nCREATE INDEX `i` ON `a` (`id`);\n'
    const strict = makeTablesStrict(TABLE + index + TABLE.replace('`a`', '`__new_a`'))
    expect(strict.match(/\n\) STRICT;/g)).toHaveLength(2)
    expect(strict).toContain(index)
  })

  it('changes nothing the second time', () => {
    const once = makeTablesStrict(TABLE)
    expect(makeTablesStrict(once)).toBe(once)
  })
})
