import { z } from 'zod';
import { deviceIdSchema, teamIdSchema, userIdSchema } from '../domain/ids.ts';
import { userSchema } from './events.ts';

/*
 * What administrators do with users, teams and desktops: bodies of the relay's HTTP interface under `/v1`. Every route
 * is refused (403) to anybody who is not an administrator at the moment of the call.
 */

/**
 * Whose conversations a consultant sees, beside their own and those that nobody owns: every colleague's, those of the
 * team, or no others.
 */
export const visibilitySchema = z.enum(['everyone', 'team', 'own']);
export type Visibility = z.infer<typeof visibilitySchema>;

/** `GET` and `PUT /v1/settings/visibility`. */
export const visibilitySettingSchema = z.object({ visibility: visibilitySchema });

export const roleSchema = userSchema.shape.role;
export type Role = z.infer<typeof roleSchema>;

/** What is said about a new user. `POST /v1/users` answers the user. */
export const newUserSchema = z.object({
  username: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}._@-]{2,60}$/u, 'must have 2 to 60 letters, digits or any of . _ - @'),
  displayName: z.string().trim().min(1, 'must not be empty').max(100),
  email: z.union([z.literal(''), z.email('is not an email address')]).default(''),
  role: z.enum(roleSchema.options, 'must be consultant or administrator').default('consultant'),
  teamId: teamIdSchema.optional(),
  /** The CRM's own id of the user, if it has one. */
  id: userIdSchema.optional(),
});

/** `PATCH /v1/users/:userId`: what is named changes; `teamId: null` takes the user out of the team. Answers the user. */
export const userChangeSchema = z
  .object({
    displayName: newUserSchema.shape.displayName,
    email: z.union([z.literal(''), z.email('is not an email address')]),
    role: z.enum(roleSchema.options, 'must be consultant or administrator'),
    teamId: teamIdSchema.nullable(),
  })
  .partial();
export type UserChange = z.infer<typeof userChangeSchema>;

export const userParamsSchema = z.object({ userId: userIdSchema });

/**
 * `POST /v1/users/:userId/deactivate`: the user's desktops are revoked, and the conversations go to the successor, or to
 * nobody. `POST /v1/users/:userId/reactivate` lets the user enrol again.
 */
export const deactivateSchema = z.object({ successorId: userIdSchema.optional() });
export const deactivateResponseSchema = z.object({ user: userSchema, conversations: z.number().int() });

/** `GET /v1/users/:userId/holdings`: how many conversations the user holds, which somebody would have to take over. */
export const holdingsSchema = z.object({ conversations: z.number().int() });

/** `GET /v1/users`. */
export const listUsersResponseSchema = z.object({ users: z.array(userSchema) });

export const teamSchema = z.object({ id: teamIdSchema, name: z.string() });
export type Team = z.infer<typeof teamSchema>;

/** `POST /v1/teams` answers the team. `DELETE /v1/teams/:teamId` takes everybody out of it first. */
export const newTeamSchema = z.object({ name: z.string().trim().min(1, 'must not be empty').max(60) });
export const teamParamsSchema = z.object({ teamId: teamIdSchema });
/** `GET /v1/teams`. */
export const listTeamsResponseSchema = z.object({ teams: z.array(teamSchema) });

/** An enrolled desktop. Times are epoch ms. */
export const deviceSchema = z.object({
  id: deviceIdSchema,
  userId: userIdSchema,
  name: z.string(),
  createdAt: z.number().int(),
  lastSeenAt: z.number().int().optional(),
  revokedAt: z.number().int().optional(),
});
export type Device = z.infer<typeof deviceSchema>;

/** `GET /v1/devices`. `POST /v1/devices/:deviceId/revoke` cuts one off at once. */
export const listDevicesResponseSchema = z.object({ devices: z.array(deviceSchema) });
export const deviceParamsSchema = z.object({ deviceId: deviceIdSchema });

/** `POST /v1/enrolment-codes`: a code for one desktop of this user. It is told this once and stored as a hash. */
export const newCodeSchema = z.object({ userId: userIdSchema });
export const newCodeResponseSchema = z.object({ code: z.string(), expiresAt: z.number().int() });
