import { AppError } from '../../shared/domain/app-error.ts';
import type { NumberSettings } from '../../shared/ipc/number-views.ts';
import {
  type CompanySettings,
  companyCheckResponseSchema,
  companySettingsResponseSchema,
} from '../../shared/protocol/http.ts';
import type { Context } from '../context.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import type { NumberInput, NumberSetup } from './number-setup.ts';

const PATH = '/v1/settings/company';

/** The company's number: checked and kept by the relay, which alone has its token. For administrators. */
export function createCompanyNumberSetup(context: Context): NumberSetup {
  const request: RelayHttp['request'] = (call) => context.desk().relay.request(call);
  const find = async () => {
    const { settings } = await request({ method: 'GET', path: PATH, answer: companySettingsResponseSchema });
    return settings;
  };
  const check = (body: ReturnType<typeof toBody> | undefined) =>
    request({
      method: 'POST',
      path: `${PATH}/check`,
      ...(body === undefined ? {} : { body }),
      answer: companyCheckResponseSchema,
    });
  return {
    async find() {
      const settings = await find();
      return settings && describe(settings);
    },
    async save(input, pastedToken) {
      const body = toBody(input, pastedToken);
      const result = await check(body);
      if (!result.isUsable) return result;
      await request({ method: 'PUT', path: PATH, body, answer: companySettingsResponseSchema });
      return result;
    },
    async check() {
      if ((await find()) === undefined)
        throw new AppError('not-set-up', 'The company has no number yet. Enter it first.');
      return check(undefined);
    },
    async remove() {
      await request({ method: 'DELETE', path: PATH, answer: companySettingsResponseSchema });
    },
  };
}

function toBody({ token, ...details }: NumberInput, pastedToken: string | undefined) {
  const { graphVersion, ...others } = details;
  // Empty: the relay's own default.
  const version = graphVersion === '' ? {} : { graphVersion };
  return { ...others, ...version, accessToken: token || (pastedToken ?? '') };
}

function describe(settings: CompanySettings): NumberSettings {
  const { phoneNumber, wabaId, phoneNumberId, graphVersion, tokenLast4, savedAt, source, problem } = settings;
  return {
    phoneNumber: phoneNumber ?? '',
    wabaId,
    phoneNumberId,
    graphVersion,
    hasToken: tokenLast4 !== '',
    tokenLast4,
    isTokenKept: true,
    isFromRelay: source === 'environment',
    ...(savedAt === undefined ? {} : { checkedAt: savedAt }),
    ...(problem === undefined ? {} : { problem }),
  };
}
