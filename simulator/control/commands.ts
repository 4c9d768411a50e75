import { burstCommands } from './burst-commands.ts';
import { faultCommands } from './fault-commands.ts';
import { inboundCommands } from './inbound-commands.ts';
import { mediaCommands } from './media-commands.ts';
import { metaCommands } from './meta-commands.ts';
import { peopleCommands } from './people-commands.ts';
import { tapCommands } from './tap-commands.ts';
import { timeCommands } from './time-commands.ts';
import { webhookCommands } from './webhook-commands.ts';

/** Everything that the control interface can do, by name; over HTTP the name is written in kebab-case. */
export const commands = {
  ...peopleCommands,
  ...inboundCommands,
  ...tapCommands,
  ...mediaCommands,
  ...metaCommands,
  ...webhookCommands,
  ...faultCommands,
  ...burstCommands,
  ...timeCommands,
};
