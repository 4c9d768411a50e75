import type { DoctorStep } from '../../shared/domain/doctor.ts';
import { examineCallback, examineFields } from '../../shared/whatsapp/examine-callback.ts';
import { checkNumber } from '../../shared/whatsapp/number-check.ts';
import type { RelayContext } from '../context.ts';
import { createCompanyGraph } from '../company/active-company.ts';

/** The company's number from every side, asked at Meta now. Changes nothing there. */
export async function examineCompany(
  { company, config, now }: Pick<RelayContext, 'company' | 'config' | 'now'>,
  callbackUrl: string,
): Promise<readonly DoctorStep[]> {
  const active = company.find();
  if (active === undefined) {
    const problem = company.describe()?.problem;
    return [
      problem === undefined
        ? {
            label: 'Company number',
            verdict: 'warning',
            detail: 'None is set up. Enter it under Settings → The company’s number.',
          }
        : { label: 'Company number', verdict: 'failed', detail: problem },
    ];
  }
  const { phoneNumberId, wabaId } = active.config;
  const check = await checkNumber({ graph: active.graph, phoneNumberId, wabaId, now: now() });
  const { appId } = check.found;
  const phone = encodeURIComponent(phoneNumberId);
  const callback = await active.graph.get(phone, { fields: 'webhook_configuration' });
  const steps = [...check.steps, examineCallback(callback, callbackUrl)];
  if (appId === undefined) return steps;
  // Meta shows an app's subscriptions only to the app itself.
  const ofApp = createCompanyGraph({ ...active.config, accessToken: `${appId}|${config.appSecret}` });
  return [...steps, examineFields(await ofApp.get(`${encodeURIComponent(appId)}/subscriptions`))];
}
