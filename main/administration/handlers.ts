import { z } from 'zod';
import {
  deactivateResponseSchema,
  holdingsSchema,
  listDevicesResponseSchema,
  listTeamsResponseSchema,
  listUsersResponseSchema,
  newCodeResponseSchema,
  visibilitySettingSchema,
} from '../../shared/protocol/admin.ts';
import type { Context } from '../context.ts';
import { buildConnectLink } from '../links/connect-link.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import type { RelayHttp } from '../sync/relay-http.ts';

/** What administrators do with users, teams and desktops. The relay decides who is one; nothing of it is kept here. */
export function createAdministrationHandlers(context: Context): HandlersOf<'administration'> {
  const ask: RelayHttp['request'] = (call) => context.desk().relay.request(call);
  /** An order of which nothing is to be answered. */
  const order = async (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: object = {}) => {
    await ask({ method, path, body, answer: z.unknown() });
    return {};
  };
  return {
    async 'administration:get'() {
      const get = <Schema extends z.ZodType>(path: string, answer: Schema) =>
        ask({ method: 'GET', path, answer });
      const [{ users }, { teams }, { devices }, { visibility }] = await Promise.all([
        get('/v1/users', listUsersResponseSchema),
        get('/v1/teams', listTeamsResponseSchema),
        get('/v1/devices', listDevicesResponseSchema),
        get('/v1/settings/visibility', visibilitySettingSchema),
      ]);
      return { users, teams, devices, visibility, thisDeviceId: context.desk().deviceId };
    },
    async 'administration:create-code'({ userId }) {
      const made = await ask({
        method: 'POST',
        path: '/v1/enrolment-codes',
        body: { userId },
        answer: newCodeResponseSchema,
      });
      const { relayUrl, agencyName } = context.desk();
      return { ...made, link: buildConnectLink({ relayUrl, agencyName, code: made.code }) };
    },
    'administration:revoke-device': ({ deviceId }) =>
      order('POST', `/v1/devices/${encodeURIComponent(deviceId)}/revoke`),
    'administration:set-visibility': ({ visibility }) =>
      order('PUT', '/v1/settings/visibility', { visibility }),
    'administration:add-user': (user) => order('POST', '/v1/users', user),
    'administration:change-user': ({ userId, ...change }) =>
      order('PATCH', `/v1/users/${encodeURIComponent(userId)}`, change),
    'administration:count-conversations': ({ userId }) =>
      ask({
        method: 'GET',
        path: `/v1/users/${encodeURIComponent(userId)}/holdings`,
        answer: holdingsSchema,
      }),
    async 'administration:deactivate-user'({ userId, successorId }) {
      const { conversations } = await ask({
        method: 'POST',
        path: `/v1/users/${encodeURIComponent(userId)}/deactivate`,
        body: successorId === undefined ? {} : { successorId },
        answer: deactivateResponseSchema,
      });
      return { conversations };
    },
    'administration:reactivate-user': ({ userId }) =>
      order('POST', `/v1/users/${encodeURIComponent(userId)}/reactivate`),
    'administration:add-team': ({ name }) => order('POST', '/v1/teams', { name }),
    'administration:rename-team': ({ teamId, name }) =>
      order('PATCH', `/v1/teams/${encodeURIComponent(teamId)}`, { name }),
    'administration:remove-team': ({ teamId }) => order('DELETE', `/v1/teams/${encodeURIComponent(teamId)}`),
  };
}
