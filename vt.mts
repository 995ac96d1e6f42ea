import { MATRIX } from '/tmp/wt/pools/test/deploy/matrix/workloads.ts';
import { recommend } from '/tmp/wt/pools/src/recommender/index.ts';
import { renderDeployment } from '/tmp/wt/pools/src/deploy/index.ts';
import { openValidator, validatorFaults } from '/tmp/wt/pools/test/support/cloudformation-validator.ts';
const e = openValidator();
for (const c of MATRIX) for (const w of [c.workloads[0]!, c.workloads[7]!, c.workloads[11]!]) { const r = recommend(w); const code = renderDeployment(r, { format: 'cloudformation', option: r.choice!.option }); if (!code.ok) continue; const t = code.files[0]!.content; const s = process.cpuUsage(); const f = validatorFaults(e, t); const u = process.cpuUsage(s); console.log(c.name, w.name, t.length, ((u.user + u.system) / 1e6).toFixed(2) + ' s cpu', f.slice(0, 2)); }
