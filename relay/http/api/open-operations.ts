import { z } from 'zod';
import { aboutResponseSchema } from '../../../shared/protocol/http.ts';
import type { Operation } from './operation.ts';

/** What Meta calls, and what whoever runs the relay looks at. */
export const OPEN_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/webhook',
    tag: 'Meta',
    access: 'anybody',
    summary: 'Meta verifies the callback address',
    description:
      'Answers the challenge to whoever knows the verify token; a page for people to everybody else.',
    query: z.object({
      'hub.mode': z.literal('subscribe'),
      'hub.challenge': z.string(),
      'hub.verify_token': z.string(),
    }),
    answerType: 'text/plain',
    otherAnswers: { '403': 'The verify token is missing or wrong: a page that says what this address is.' },
  },
  {
    method: 'post',
    path: '/webhook',
    tag: 'Meta',
    access: 'anybody',
    summary: 'Meta delivers a webhook',
    description:
      'Signed in X-Hub-Signature-256. 200 means that everything is on the disk; whatever else is answered, Meta delivers again.',
    body: z.unknown(),
    refusals: ['unauthorised', 'unavailable'],
  },
  {
    method: 'get',
    path: '/v1/about',
    tag: 'Desktops',
    access: 'anybody',
    summary: 'What answers here, and which desktops it understands',
    description: 'Asked by a desktop before it gives a sign-in code away. Tells nothing about the agency.',
    answer: aboutResponseSchema,
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    tag: 'Operations',
    access: 'anybody',
    summary: 'This document',
    answer: z.looseObject({ openapi: z.string() }),
  },
  {
    method: 'get',
    path: '/healthz',
    tag: 'Operations',
    access: 'anybody',
    summary: 'Whether the process lives',
    answer: z.object({ status: z.literal('ok') }),
  },
  {
    method: 'get',
    path: '/readyz',
    tag: 'Operations',
    access: 'anybody',
    summary: 'Whether the relay may be given traffic',
    answer: z.object({ status: z.literal('ready') }),
    otherAnswers: { '503': 'Not now; the body tells the reason.' },
  },
];
