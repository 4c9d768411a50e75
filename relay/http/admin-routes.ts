import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { setVisibility } from '../access/set-visibility.ts';
import { getVisibility } from '../access/visibility.ts';
import { deactivateUser } from '../accounts/deactivate-user.ts';
import { revokeDevice } from '../accounts/devices.ts';
import { createEnrolmentCode } from '../accounts/enrolment.ts';
import { addTeam, listTeams, removeTeam, renameTeam } from '../accounts/teams.ts';
import { listUsers } from '../accounts/user-entries.ts';
import { addUser, changeUser, reactivateUser } from '../accounts/users.ts';
import {
  deactivateSchema,
  deviceParamsSchema,
  type holdingsSchema,
  type listDevicesResponseSchema,
  newCodeSchema,
  newTeamSchema,
  newUserSchema,
  teamParamsSchema,
  userChangeSchema,
  userParamsSchema,
  visibilitySettingSchema,
} from '../../shared/protocol/admin.ts';
import type { RelayContext } from '../context.ts';
import { getAdministrator } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

const BODY_LIMIT = 8_192;

/** Users, teams, desktops and visibility. Each route asks first whether the caller is an administrator at this moment. */
export function createAdminRoutes(context: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    // Before a body is read: nothing of it matters to anybody else.
    app.addHook('onRequest', async (request) => void (await getAdministrator(context.log, request)));
    addUserRoutes(app, context);
    addTeamRoutes(app, context);
    addDeviceRoutes(app, context);
    app.get('/v1/settings/visibility', async () => ({ visibility: await getVisibility(context.log) }));
    app.put('/v1/settings/visibility', { bodyLimit: BODY_LIMIT }, async (request) => {
      const { visibility } = parseInput(visibilitySettingSchema, request.body);
      await setVisibility(context, visibility);
      return { visibility };
    });
  };
}

function addUserRoutes(app: FastifyInstance, context: RelayContext): void {
  app.get('/v1/users', async () => ({ users: await listUsers(context.log) }));
  app.post('/v1/users', { bodyLimit: BODY_LIMIT }, (request) =>
    addUser(context, parseInput(newUserSchema, request.body)),
  );
  app.patch('/v1/users/:userId', { bodyLimit: BODY_LIMIT }, (request) => {
    const { userId } = parseInput(userParamsSchema, request.params);
    return changeUser(context, userId, parseInput(userChangeSchema, request.body));
  });
  app.get('/v1/users/:userId/holdings', async (request) => {
    const { userId } = parseInput(userParamsSchema, request.params);
    return { conversations: await context.log.countThreadsOfOwner(userId) } satisfies z.infer<
      typeof holdingsSchema
    >;
  });
  app.post('/v1/users/:userId/deactivate', { bodyLimit: BODY_LIMIT }, (request) => {
    const { userId } = parseInput(userParamsSchema, request.params);
    const { successorId } = parseInput(deactivateSchema, request.body ?? {});
    return deactivateUser(context, userId, successorId);
  });
  app.post('/v1/users/:userId/reactivate', { bodyLimit: BODY_LIMIT }, (request) =>
    reactivateUser(context, parseInput(userParamsSchema, request.params).userId),
  );
}

function addTeamRoutes(app: FastifyInstance, context: RelayContext): void {
  app.get('/v1/teams', async () => ({ teams: await listTeams(context.log) }));
  app.post('/v1/teams', { bodyLimit: BODY_LIMIT }, (request) =>
    addTeam(context, parseInput(newTeamSchema, request.body)),
  );
  app.patch('/v1/teams/:teamId', { bodyLimit: BODY_LIMIT }, (request) =>
    renameTeam(
      context,
      parseInput(teamParamsSchema, request.params).teamId,
      parseInput(newTeamSchema, request.body),
    ),
  );
  app.delete('/v1/teams/:teamId', (request) =>
    removeTeam(context, parseInput(teamParamsSchema, request.params).teamId),
  );
}

function addDeviceRoutes(app: FastifyInstance, context: RelayContext): void {
  app.get('/v1/devices', async () => {
    const devices = [...(await context.log.listDevices())];
    return { devices } satisfies z.input<typeof listDevicesResponseSchema>;
  });
  app.post('/v1/devices/:deviceId/revoke', { bodyLimit: BODY_LIMIT }, async (request) => {
    const { deviceId } = parseInput(deviceParamsSchema, request.params);
    if (await revokeDevice(context, deviceId)) return {};
    throw new RelayRefusal('not-found', 'There is no such desktop, or it was removed before.');
  });
  app.post('/v1/enrolment-codes', { bodyLimit: BODY_LIMIT }, (request) =>
    createEnrolmentCode(context, parseInput(newCodeSchema, request.body).userId),
  );
}
