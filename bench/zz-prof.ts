import sharp from 'sharp'
import { stageRough } from '../src/main/providers/roughs/stage-rough.ts'
import { finish } from '../src/main/providers/roughs/finish.ts'
import { FIXTURES, LOOKS } from './roughs-fixtures.ts'
const cpu=()=>{const c=process.cpuUsage();return (c.user+c.system)/1000}
for (const l of ['pencil','ink','noir','gouache','manga']) {
  let a=0,b=0,c=0,d=0,n=0,len=0
  for (let i=0;i<31;i++){ const st={...FIXTURES[i*2]!,look:LOOKS[l]!}
    const t0=cpu(); const {svg}=stageRough(st,1024,1024,i); const t1=cpu()
    const raw=await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer(); const t2=cpu()
    const f=finish(raw,1024,1024,st.look); const t3=cpu()
    await sharp(f,{raw:{width:1024,height:1024,channels:3}}).jpeg({quality:90,chromaSubsampling:'4:4:4'}).toBuffer(); const t4=cpu()
    if(i>2){a+=t1-t0;b+=t2-t1;c+=t3-t2;d+=t4-t3;n++;len+=svg.length}
  }
  console.log(l,'stage',(a/n).toFixed(1),'raster',(b/n).toFixed(1),'finish',(c/n).toFixed(1),'jpeg',(d/n).toFixed(1),'svg',Math.round(len/n/1024)+'k')
}
