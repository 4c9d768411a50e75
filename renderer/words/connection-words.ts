import type { Connection } from '../../shared/ipc/views.ts';
import { formatMoment } from './time-words.ts';

type ConnectionMark = {
  readonly tone: 'good' | 'busy' | 'bad';
  readonly label: string;
  readonly explanation: string;
};

const numbers = new Intl.NumberFormat('en-GB');

/** The connection in words: never a colour alone, never a guess. */
export function describeConnection(connection: Connection, now: number): ConnectionMark {
  switch (connection.state) {
    case 'online':
      return { tone: 'good', label: 'Online', explanation: 'Messages arrive and leave at once.' };
    case 'connecting':
      return { tone: 'busy', label: 'Connecting', explanation: 'Reaching the relay of your agency.' };
    case 'catching-up':
      return {
        tone: 'busy',
        label: `Catching up ${numbers.format(connection.done)} of ${numbers.format(connection.total)}`,
        explanation: 'Fetching what happened while this desktop was away.',
      };
    case 'offline':
      return {
        tone: 'bad',
        label: `Offline since ${formatMoment(connection.since, now)}`,
        explanation: `${connection.reason} You can read everything; what you send waits until you are back.`,
      };
    case 'refused':
      return { tone: 'bad', label: 'Not connected', explanation: connection.reason };
    case 'signed-out':
      return { tone: 'bad', label: 'Signed out', explanation: 'Sign in to send and receive.' };
  }
}
