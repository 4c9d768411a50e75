import { z } from 'zod';
import { applyTemplateState } from '../world/apply-template-state.ts';
import { findTemplate, listTemplates } from '../world/templates.ts';
import { command } from './command.ts';
import { getPhoneNumber, numberKey } from './fields.ts';
import { emitAccountUpdate } from './webhook-commands.ts';

const optional = z.string().optional();

/** Meta's side: templates, numbers, accounts and tokens. */
export const metaCommands = {
  listTemplates: command(z.object({ wabaId: optional }), (simulation, input) =>
    listTemplates(simulation.world, input.wabaId ?? simulation.world.wabas.keys().next().value ?? ''),
  ),

  /** Review, pause, disable, rate or re-categorise a template; each change goes out as its webhook. */
  setTemplate: command(
    z.object({
      name: z.string(),
      language: z.string().default('en_GB'),
      wabaId: optional,
      status: optional,
      reason: optional,
      qualityScore: optional,
      category: optional,
      correctCategory: optional,
      body: optional,
    }),
    (simulation, input) => {
      const wabaId = input.wabaId ?? simulation.world.wabas.keys().next().value ?? '';
      const template = findTemplate(simulation.world, wabaId, input.name, input.language);
      if (template === undefined) throw new TypeError(`No template "${input.name}" in ${input.language}`);
      applyTemplateState(simulation, template, input);
      return template;
    },
  ),

  listPhoneNumbers: command(z.object({}), (simulation) =>
    [...simulation.world.phoneNumbers.values()].map(({ allowList, blockedPersonIds, ...rest }) => ({
      ...rest,
      allowList: [...allowList],
      blockedPersonIds: [...blockedPersonIds],
    })),
  ),

  /** Changes a business number. A new messaging limit and a new quality go out as webhooks. */
  setPhoneNumber: command(
    z.object({
      to: numberKey,
      status: optional,
      qualityRating: optional,
      messagingLimit: optional,
      throughputLevel: z.enum(['STANDARD', 'HIGH', 'NOT_APPLICABLE']).optional(),
      nameStatus: optional,
      accountMode: z.enum(['LIVE', 'SANDBOX']).optional(),
      verifiedName: optional,
      codeVerificationStatus: optional,
      isRegistered: z.boolean().optional(),
      allowList: z.array(z.string()).max(5).optional(),
      registrationCalls: z.number().optional(),
    }),
    (simulation, { to, allowList, ...changes }) => {
      const phoneNumber = getPhoneNumber(simulation, to);
      const oldLimit = phoneNumber.messagingLimit;
      const isQualityNew =
        changes.qualityRating !== undefined && changes.qualityRating !== phoneNumber.qualityRating;
      Object.assign(
        phoneNumber,
        Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
      );
      if (allowList !== undefined) {
        phoneNumber.allowList.clear();
        for (const number of allowList) phoneNumber.allowList.add(number.replaceAll(/\D/g, ''));
      }
      const number = {
        display_phone_number: phoneNumber.digits,
        max_daily_conversations_per_business: phoneNumber.messagingLimit,
        current_limit: phoneNumber.messagingLimit,
      };
      if (phoneNumber.messagingLimit !== oldLimit && phoneNumber.messagingLimit !== '') {
        emitAccountUpdate(simulation, phoneNumber.wabaId, 'phone_number_quality_update', {
          ...number,
          event: 'ONBOARDING',
          old_limit: oldLimit,
        });
        emitAccountUpdate(simulation, phoneNumber.wabaId, 'business_capability_update', {
          max_daily_conversations_per_business: phoneNumber.messagingLimit,
          max_phone_numbers_per_business: 20,
        });
      }
      if (isQualityNew)
        emitAccountUpdate(simulation, phoneNumber.wabaId, 'phone_number_quality_update', {
          ...number,
          event: phoneNumber.qualityRating === 'RED' ? 'FLAGGED' : 'UNFLAGGED',
        });
      return { success: true };
    },
  ),

  /** Whether the account may send, for `health_status`. */
  setWaba: command(
    z.object({ wabaId: optional, canSendMessage: z.enum(['AVAILABLE', 'LIMITED', 'BLOCKED']) }),
    (simulation, input) => {
      const waba = simulation.world.wabas.get(
        input.wabaId ?? simulation.world.wabas.keys().next().value ?? '',
      );
      if (waba === undefined) throw new TypeError(`No account "${input.wabaId}"`);
      waba.canSendMessage = input.canSendMessage;
      return { success: true };
    },
  ),

  listTokens: command(z.object({}), (simulation) => [...simulation.world.tokens.values()]),

  /** Lets a token run out (`expiresInMs` may be negative; null: never), takes it back, or gives it another kind or other permissions. */
  setToken: command(
    z.object({
      value: z.string(),
      scopes: z.array(z.string()).optional(),
      kind: z.enum(['SYSTEM_USER', 'USER']).optional(),
      expiresInMs: z.number().nullable().optional(),
      isInvalidated: z.boolean().optional(),
    }),
    (simulation, input) => {
      const token = simulation.world.tokens.get(input.value);
      if (token === undefined) throw new TypeError('No such token in the simulator');
      if (input.scopes !== undefined) token.scopes = input.scopes;
      if (input.kind !== undefined) token.kind = input.kind;
      if (input.expiresInMs !== undefined)
        token.expiresAt = input.expiresInMs === null ? 0 : simulation.clock.now() + input.expiresInMs;
      if (input.isInvalidated !== undefined) token.isInvalidated = input.isInvalidated;
      return { success: true };
    },
  ),
};
