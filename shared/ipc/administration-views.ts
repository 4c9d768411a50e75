import { z } from 'zod';
import { deviceSchema, teamSchema, visibilitySchema } from '../protocol/admin.ts';
import { userSchema } from '../protocol/events.ts';

/** Users, teams and desktops as the relay has them at this moment. */
export const administrationSchema = z.object({
  users: z.array(userSchema),
  teams: z.array(teamSchema),
  devices: z.array(deviceSchema),
  visibility: visibilitySchema,
  /** The desktop that asks. */
  thisDeviceId: z.string(),
});
export type Administration = z.infer<typeof administrationSchema>;
