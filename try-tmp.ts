import {planImagery} from './src/main/services/imagery/plan-imagery.ts'
import {connectProviders} from './src/main/providers/registry.ts'
const a=performance.now()
const plan=planImagery('/work/shared/samples/imagery',{kinds:['chapter','location']},connectProviders(()=>undefined),'2026-11-21')
console.log(performance.now()-a)
for(const f of plan.files)console.log(f.file,JSON.stringify(f.counts))
console.log(plan.tasks.length)
for(const p of plan.problems)console.log(p.severity,p.code,p.file.slice(-40)+':'+p.line,p.message)
for(const i of [0,3,8,20,28]){const t=plan.tasks[i]!;console.log('----',t.key,t.provider,t.model,t.quality,t.width,t.height,t.cropTo,t.references.map(r=>r.id+':'+r.role),t.price,t.problem);console.log(t.prompt);console.log('NEG',t.negativePrompt)}
