/** Takes one message out of a number's allowance for this second; false means 130429. Times are compressed milliseconds. */
export type Throughput = {
  readonly take: (key: string, perSecond: number, elapsed: number) => boolean;
  readonly clear: () => void;
};

/** 80 messages a second and number by default, 1,000 for high throughput (reference section 8.2); fixed windows of one second. */
export function createThroughput(): Throughput {
  const windows = new Map<string, { second: number; count: number }>();
  function take(key: string, perSecond: number, elapsed: number): boolean {
    const second = Math.floor(elapsed / 1_000);
    const window = windows.get(key);
    if (window === undefined || window.second !== second) {
      windows.set(key, { second, count: 1 });
      return true;
    }
    window.count += 1;
    return window.count <= perSecond;
  }
  return { take, clear: () => windows.clear() };
}
