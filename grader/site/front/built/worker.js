function d(){let r=WebAssembly.Memory.prototype.grow;WebAssembly.Memory.prototype.grow=function(e){if(this.buffer.byteLength+e*65536>536870912)throw new RangeError("no more memory");return r.call(this,e)}}var i;async function m({pyodide:r,python:e}){d();let o=import(`${r}pyodide.mjs`),s=fetch(e).then(t=>{if(!t.ok)throw new Error(`${e}: ${t.status}`);return t.arrayBuffer()});s.catch(()=>{});let{loadPyodide:c}=await o,a=await c({indexURL:r});a.unpackArchive(await s,"zip",{extractDir:"/course"}),i=a.runPython(`
import sys
sys.path[:0] = ["/course"]
from grader.site.in_browser.entry import ready
ready()
`)}var l=(r,e,o)=>"Suspending"in WebAssembly?r.callPromising(e,o):r(e,o),n=r=>self.postMessage(r);self.onmessage=async({data:r})=>{let{order:e}=r;try{"start"in r?await m(r.start):i&&await l(i,r.json,o=>n({order:e,message:o})),n({order:e,end:"done"})}catch(o){n({order:e,end:"broken",why:String(o).slice(-500)})}};
