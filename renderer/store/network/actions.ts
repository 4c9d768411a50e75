import { callMain } from '../../api.ts';
import { tellError } from '../feedback/actions.ts';
import { loadSnapshot } from '../frame/actions.ts';

/** @throws AppError with the sentence for the form: nothing typed is lost. */
export async function giveProxyPassword(name: string, password: string): Promise<void> {
  await callMain('network:give-proxy-password', { name, password });
  await loadSnapshot();
}

export async function dismissProxyQuestion(): Promise<void> {
  await callMain('network:dismiss-proxy-question', {}).catch(tellError);
  await loadSnapshot();
}
