import { parseArgs } from 'node:util';
import { startSimulator } from './build-simulator.ts';
import { demoIds, demoTokens } from './demo-world.ts';

const usage = `node simulator/index.ts [--port 4390] [--host 127.0.0.1] [--speed 1] [--seed 1] [--identity phone-and-bsuid]
  [--webhook http://127.0.0.1:4380/webhook --verify-token …] [--app-secret …] [--no-auto-answers] [--approve-templates-after 30000]`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4390' },
    host: { type: 'string', default: '127.0.0.1' },
    speed: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    identity: { type: 'string', default: 'phone-and-bsuid' },
    webhook: { type: 'string' },
    'verify-token': { type: 'string', default: '' },
    'app-secret': { type: 'string' },
    'approve-templates-after': { type: 'string' },
    'no-auto-answers': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await run().catch(explain);

async function run(): Promise<void> {
  const approveAfter = values['approve-templates-after'];
  const simulator = await startSimulator({
    port: Number(values.port),
    host: values.host,
    speed: Number(values.speed),
    seed: Number(values.seed),
    hasAutoAnswers: !values['no-auto-answers'],
    ...(values['app-secret'] === undefined ? {} : { appSecret: values['app-secret'] }),
    ...(values.webhook === undefined
      ? {}
      : { webhook: { callbackUrl: values.webhook, verifyToken: values['verify-token'] } }),
    ...(approveAfter === undefined ? {} : { approveTemplatesAfterMs: Number(approveAfter) }),
  });
  // The command itself refuses a mode that it does not know.
  if (values.identity !== 'phone-and-bsuid')
    await simulator.control.setIdentityMode({ mode: values.identity as 'bsuid-only' });
  console.log(
    `Graph API  ${simulator.url}/v26.0/${demoIds.companyPhone}/messages\nToken      ${demoTokens.company}\nPhones     ${simulator.url}/phones\nControl    ${simulator.url}/control`,
  );
  const stop = (): void => void simulator.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

// A taken port or a callback that does not answer: a sentence is enough.
function explain(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
