// `npm run bench`: what the product costs, beside what the same machine could do at best in the same run.
import { catchUp } from './benches/catch-up.ts';
import { fanOut, fanOutPostgres } from './benches/fan-out.ts';
import { memory } from './benches/memory.ts';
import { million } from './benches/million.ts';
import { replay, replayPostgres } from './benches/replay.ts';
import { scroll } from './benches/scroll.ts';
import { search } from './benches/search.ts';
import { stalls } from './benches/stalls.ts';
import { start } from './benches/start.ts';
import { webhookToPainted } from './benches/webhook-to-painted.ts';
import { webhooks, webhooksPostgres } from './benches/webhooks.ts';
import { type CleanUp, createCleanUp } from './clean-up.ts';
import { ensureBuild } from './ensure-build.ts';
import type { Bench, Figure } from './figure.ts';
import { parseArguments } from './parse-arguments.ts';
import { buildJsonLine, buildTable } from './print-figures.ts';

const BENCHES: readonly Bench[] = [
  webhooks,
  webhooksPostgres,
  fanOut,
  fanOutPostgres,
  replay,
  replayPostgres,
  start,
  webhookToPainted,
  catchUp,
  search,
  million,
  scroll,
  memory,
  stalls,
];
const LONGEST_MS = 150_000;

const USAGE = `npm run bench -- [--only NAME] [--json]

Prints each figure beside the limit that was measured in the same run. How to read it: bench/README.md

${BENCHES.map(({ name, about }) => `  ${name.padEnd(20)}${about}`).join('\n')}

  --only NAME         one of them
  --json              one JSON object a line: name, value, unit, limit, ratio, note`;

let current: CleanUp | undefined;
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stderr.write('Interrupted: ending what was started.\n');
    isInterrupted = true;
    void (current?.run() ?? Promise.resolve()).finally(() => process.exit(1));
  });
}

const wanted = parseArguments(
  process.argv.slice(2),
  BENCHES.map(({ name }) => name),
);
if (wanted.kind === 'help') console.log(USAGE);
else if (wanted.kind === 'wrong') {
  console.error(wanted.sentence);
  process.exitCode = 2;
} else {
  const isComplete = await runAll(
    BENCHES.filter(({ name }) => wanted.only === undefined || wanted.only === name),
    wanted.isJson,
  );
  // What hung must not keep this process alive.
  process.exit(isComplete ? 0 : 1);
}

/** Answers whether every bench came to its end. */
async function runAll(benches: readonly Bench[], isJson: boolean): Promise<boolean> {
  const figures: Figure[] = [];
  let failures = 0;
  for (const [index, bench] of benches.entries()) {
    if (isInterrupted) return false;
    process.stderr.write(`· ${index + 1}/${benches.length} ${bench.name}: ${bench.about}\n`);
    try {
      const found = await runOne(bench);
      if (isJson) for (const figure of found) console.log(buildJsonLine(figure));
      figures.push(...found);
    } catch (error) {
      failures += 1;
      if (isInterrupted) continue;
      process.stderr.write(
        `${bench.name} failed: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  }
  if (!isJson && figures.length > 0) console.log(`\n${buildTable(figures)}`);
  return failures === 0;
}

async function runOne(bench: Bench): Promise<readonly Figure[]> {
  if (bench.needsApp) ensureBuild();
  const cleanUp = createCleanUp();
  current = cleanUp;
  let timer: NodeJS.Timeout | undefined;
  const { longestMs = LONGEST_MS } = bench;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It did not end within ${longestMs / 1_000} seconds.`)),
      longestMs,
    );
  });
  try {
    return await Promise.race([bench.run(cleanUp), tooLate]);
  } finally {
    clearTimeout(timer);
    await cleanUp.run();
    current = undefined;
  }
}
