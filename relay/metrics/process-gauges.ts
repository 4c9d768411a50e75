import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

export type ProcessGauges = {
  /** Brings the registry up to date. The event loop's delays are those since the last call. */
  show(): void;
  stop(): void;
};

const RESOLUTION_MS = 10;

/**
 * The figures of this process under the names that dashboards for Node know. Not prom-client's own collection of them: it
 * watches for as long as the process lives and cannot be stopped.
 */
export function startProcessGauges(registry: Registry): ProcessGauges {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const resident = gauge('process_resident_memory_bytes', 'Resident memory.');
  const peak = gauge('process_resident_memory_max_bytes', 'The most resident memory that there was.');
  const heap = gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript in use.');
  const external = gauge('nodejs_external_memory_bytes', 'Memory of buffers and libraries outside the heap.');
  const processor = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time, of all threads.',
    registers: [registry],
  });
  const started = gauge('process_start_time_seconds', 'When the process started, in epoch seconds.');
  const lagMiddle = gauge('nodejs_eventloop_lag_p50_seconds', 'Delay of the event loop, half of the time.');
  const lagHigh = gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, 99th percentile.');
  const lagMost = gauge('nodejs_eventloop_lag_max_seconds', 'Longest delay of the event loop.');
  started.set(performance.timeOrigin / 1_000);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return {
    show() {
      const memory = process.memoryUsage();
      resident.set(memory.rss);
      // In kilobytes.
      peak.set(process.resourceUsage().maxRSS * 1_024);
      heap.set(memory.heapUsed);
      external.set(memory.external);
      const { user, system } = process.cpuUsage();
      processor.reset();
      processor.inc((user + system) / 1e6);
      lagMiddle.set(toSeconds(delay.percentile(50)));
      lagHigh.set(toSeconds(delay.percentile(99)));
      lagMost.set(toSeconds(delay.max));
      delay.reset();
    },
    stop: () => void delay.disable(),
  };
}

/** The histogram counts from one tick to the next: what is not longer than its resolution is no delay. */
function toSeconds(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1_000);
}
