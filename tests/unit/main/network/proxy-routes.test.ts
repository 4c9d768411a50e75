import { expect, test } from 'vitest';
import { type ProxyRoute, parseProxyRoutes } from '../../../../main/network/proxy-routes.ts';

const proxy = (host: string, port: number, isTls = false): ProxyRoute => ({
  kind: 'proxy',
  isTls,
  host,
  port,
});
const unsupported = (name: string): ProxyRoute => ({ kind: 'unsupported', name });

test.each<[string, readonly ProxyRoute[]]>([
  ['DIRECT', [{ kind: 'direct' }]],
  ['', [{ kind: 'direct' }]],
  [' ; ', [{ kind: 'direct' }]],
  ['PROXY proxy.office:8080', [proxy('proxy.office', 8080)]],
  ['proxy proxy.office', [proxy('proxy.office', 80)]],
  ['HTTP 10.0.0.1:3128', [proxy('10.0.0.1', 3128)]],
  ['HTTPS secure.office', [proxy('secure.office', 443, true)]],
  ['PROXY [fd00::1]:8080', [proxy('fd00::1', 8080)]],
  ['PROXY one:1;PROXY two:2 ; DIRECT', [proxy('one', 1), proxy('two', 2), { kind: 'direct' }]],
  ['SOCKS5 old:1080; DIRECT', [unsupported('SOCKS5'), { kind: 'direct' }]],
  ['PROXY', [unsupported('PROXY')]],
  ['PROXY :8080', [unsupported('PROXY')]],
  ['PROXY one:0', [unsupported('PROXY')]],
  ['PROXY one:99999', [unsupported('PROXY')]],
  ['PROXY one:port', [unsupported('PROXY')]],
  ['PROXY user@one:8080:1', [unsupported('PROXY')]],
  ['QUIC x:1', [unsupported('QUIC')]],
  ['constructor x:1', [unsupported('CONSTRUCTOR')]],
])('"%s" is read as it is meant', (answer, routes) => {
  expect(parseProxyRoutes(answer)).toEqual(routes);
});
