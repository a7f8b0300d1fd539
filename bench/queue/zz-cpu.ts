import { inFolder } from './measure.ts'
import { bareFloor, ourQueue } from './overhead.ts'

for (const f of [bareFloor, ourQueue, bareFloor, ourQueue]) {
  const c0 = process.cpuUsage()
  const ms = await inFolder(f)
  const c = process.cpuUsage(c0)
  console.log(f.name, Math.round(ms), 'ms; user', Math.round(c.user / 1000), 'sys', Math.round(c.system / 1000))
}
