/** What the user is asked: for which proxy, and whether what they gave before was not accepted. */
export type ProxyQuestion = {
  /** Another one for each question: a window that saw no gap between two knows them apart. */
  readonly id: number;
  readonly proxy: string;
  readonly wasRefused: boolean;
};

export type ProxyCredentials = {
  /** The header for this proxy; undefined while none is known. */
  find(proxy: string): string | undefined;
  /** The proxy wants other credentials than these: the user is asked, unless they have said no. */
  refuse(proxy: string, authorization: string | undefined): void;
  /** What the user is being asked now. */
  question(): ProxyQuestion | undefined;
  /** Waits for the answer to it: whether there is one. At once, with no, while nothing is asked. */
  whenAnswered(): Promise<boolean>;
  /** The user's answer to it, kept in memory until the app ends. */
  give(name: string, password: string): void;
  /** The user does not answer now. */
  dismiss(): void;
  /** The user does something that needs the network: they may be asked again. */
  askAgain(): void;
};

/** Names and passwords for proxies: asked for once, never stored, never logged. */
export function createProxyCredentials(options: {
  /** There is a question now, or there is none any more. */
  readonly onQuestion: () => void;
  /** The user does not answer, so nothing passes this proxy. */
  readonly onDismissed: () => void;
  /** The user has answered: what waits for the network may try again. */
  readonly onGiven: () => void;
}): ProxyCredentials {
  const known = new Map<string, string>();
  const dismissed = new Set<string>();
  let asked = 0;
  let question: ProxyQuestion | undefined;
  let waiting: ((isAnswered: boolean) => void)[] = [];
  const settle = (isAnswered: boolean) => {
    question = undefined;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(isAnswered);
  };
  return {
    find: (proxy) => known.get(proxy),
    refuse(proxy, authorization) {
      // Several connections are refused at once: those that tried with what has been replaced since have nothing to say.
      if (known.get(proxy) !== authorization) return;
      known.delete(proxy);
      if (question !== undefined || dismissed.has(proxy)) return;
      asked += 1;
      question = { id: asked, proxy, wasRefused: authorization !== undefined };
      options.onQuestion();
    },
    question: () => question,
    whenAnswered: () =>
      question === undefined
        ? Promise.resolve(false)
        : new Promise<boolean>((resolve) => waiting.push(resolve)),
    give(name, password) {
      if (question === undefined) return;
      // RFC 7617: UTF-8, and no colon in the name.
      const pair = Buffer.from(`${name}:${password}`, 'utf8').toString('base64');
      known.set(question.proxy, `Basic ${pair}`);
      settle(true);
      options.onQuestion();
      options.onGiven();
    },
    dismiss() {
      if (question === undefined) return;
      dismissed.add(question.proxy);
      settle(false);
      options.onDismissed();
      options.onQuestion();
    },
    askAgain: () => dismissed.clear(),
  };
}
