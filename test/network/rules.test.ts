import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FieldErrors } from '../../src/common/field-errors.ts';
import { backendProtocol, readRule, rowProtocol } from '../../src/network/rules.ts';

function protocolOf(protocol: string | number): string | null {
  const errors = new FieldErrors();
  const rule = readRule({ protocol, ethertype: 'IPv6' }, [], errors);
  assert.ok(errors.empty, `${protocol}`);
  return rule.protocol;
}

test('every IP protocol can be named by its number, is shown in one form, and can be sent back', () => {
  const [icmp, icmp6] = [1, 58];
  for (let number = 0; number < 256; number++) {
    const shown = protocolOf(number);
    assert.ok(shown !== null);
    assert.deepEqual([protocolOf(String(number)), protocolOf(shown)], [shown, shown]);
    const told = { tcp: 6, udp: 17, icmp: number === icmp ? icmp : icmp6 }[shown] ?? backendProtocol(shown);
    assert.equal(told, number);
    assert.equal(rowProtocol(backendProtocol(shown)), shown);
  }
  for (const [name, number] of Object.entries({ vrrp: 112, ESP: 50, ah: 51, gre: 47, sctp: 132, ospf: 89, igmp: 2 }))
    assert.deepEqual([protocolOf(name), protocolOf(number)], [name.toLowerCase(), name.toLowerCase()]);
  for (const any of ['', 'any', 'ALL', -1]) assert.equal(protocolOf(any), null);
});
