var s;async function d({pyodide:r,python:e}){let t=import(`${r}pyodide.mjs`),i=fetch(e).then(n=>{if(!n.ok)throw new Error(`${e}: ${n.status}`);return n.arrayBuffer()});i.catch(()=>{});let{loadPyodide:c}=await t,a=await c({indexURL:r});a.unpackArchive(await i,"zip",{extractDir:"/course"}),s=a.runPython(`
import sys
sys.path[:0] = ["/course"]
from grader.site.in_browser.entry import ready
ready()
`)}var o=r=>self.postMessage(r);self.onmessage=async({data:r})=>{let{order:e}=r;try{"start"in r?await d(r.start):s&&s(r.json,t=>o({order:e,message:t})),o({order:e,end:"done"})}catch(t){o({order:e,end:"broken",why:String(t).slice(-500)})}};
