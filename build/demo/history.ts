import { demoIds } from '../../simulator/demo-world.ts';
import type { Agency } from './agency.ts';

/**
 * Gives the demo agency a morning's life through the real ways in: people write to the company number, one of them
 * without a number of their own. Nobody has taken these conversations yet.
 */
export async function giveHistory({ simulator }: Agency): Promise<void> {
  const { control } = simulator;
  const to = demoIds.companyPhone;
  await control.sendText({
    from: '447700900458',
    to,
    text: 'Hello, is the electrician job in Bristol still open?',
  });
  await control.sendText({
    from: '447700900460',
    to,
    text: 'Guten Morgen! I have sent you my *CV* by e-mail.',
  });
  await control.setIdentityMode({ mode: 'username', person: '447700900008' });
  await control.sendText({
    from: '447700900008',
    to,
    text: 'Hi, a friend gave me your number. I am a developer 🙂',
  });
  await control.sendText({ from: '447700900459', to, text: 'Could you call me after 5 pm today?' });
  await control.whenIdle({});
}
