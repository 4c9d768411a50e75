import { z } from 'zod';
import { deviceIdSchema, teamIdSchema, userIdSchema } from '../domain/ids.ts';
import {
  deactivateResponseSchema,
  holdingsSchema,
  newCodeResponseSchema,
  roleSchema,
  visibilitySchema,
} from '../protocol/admin.ts';
import { done, none } from './empty.ts';
import { administrationSchema } from './administration-views.ts';

/** The calls of the page "Users and desktops"; part of `ipcCalls`. */
export const administrationCalls = {
  /** Users, teams and desktops, for administrators: the relay refuses everybody else. */
  'administration:get': { input: none, output: administrationSchema },
  /** A code for one desktop of this user. It is shown this once. */
  'administration:create-code': {
    input: z.strictObject({ userId: userIdSchema }),
    /** `link`: the code, this relay and the agency's name as a `colleague:` link. */
    output: newCodeResponseSchema.extend({ link: z.string() }),
  },
  /** Cuts the desktop off at once; it wipes itself. */
  'administration:revoke-device': { input: z.strictObject({ deviceId: deviceIdSchema }), output: done },
  'administration:set-visibility': { input: z.strictObject({ visibility: visibilitySchema }), output: done },
  'administration:add-user': {
    input: z.strictObject({
      displayName: z.string().max(200),
      username: z.string().max(200),
      email: z.string().max(300),
      role: roleSchema,
    }),
    output: done,
  },
  /** What is named changes; `teamId: null` takes the user out of the team. */
  'administration:change-user': {
    input: z.strictObject({
      userId: userIdSchema,
      role: roleSchema.optional(),
      displayName: z.string().max(200).optional(),
      email: z.string().max(200).optional(),
      teamId: teamIdSchema.nullable().optional(),
    }),
    output: done,
  },
  /** How many the user holds: what somebody would take over. */
  'administration:count-conversations': {
    input: z.strictObject({ userId: userIdSchema }),
    output: holdingsSchema,
  },
  /** A leaver: the desktops wipe themselves, the conversations go to the successor, or to nobody. */
  'administration:deactivate-user': {
    input: z.strictObject({ userId: userIdSchema, successorId: userIdSchema.optional() }),
    output: deactivateResponseSchema.pick({ conversations: true }),
  },
  'administration:reactivate-user': { input: z.strictObject({ userId: userIdSchema }), output: done },
  'administration:add-team': { input: z.strictObject({ name: z.string().max(200) }), output: done },
  'administration:rename-team': {
    input: z.strictObject({ teamId: teamIdSchema, name: z.string().max(200) }),
    output: done,
  },
  'administration:remove-team': { input: z.strictObject({ teamId: teamIdSchema }), output: done },
} as const;
