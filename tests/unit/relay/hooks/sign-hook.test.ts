import { expect, test } from 'vitest';
import { createHookSecret, signHook } from '../../../../relay/hooks/sign-hook.ts';

test('A delivery is signed as the example of Standard Webhooks is.', () => {
  const headers = signHook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    atMs: 1_614_265_330_999,
    body: '{"test": 2432232314}',
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('A secret is 256 random bits in the shape that libraries of Standard Webhooks read.', () => {
  const secret = createHookSecret((size) => new Uint8Array(size).fill(255));
  expect(secret).toBe(`whsec_${Buffer.alloc(32, 255).toString('base64')}`);
});
