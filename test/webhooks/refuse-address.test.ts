import { describe, expect, it } from 'vitest';
import { addressIn, isPrivateAddress } from '../../src/webhooks/refuse-address.ts';

const PRIVATE: Record<string, string> = {
  'this host': '0.0.0.0',
  'loopback, first': '127.0.0.1',
  'loopback, last': '127.255.255.255',
  'private 10': '10.1.2.3',
  'private 172, first': '172.16.0.0',
  'private 172, last': '172.31.255.255',
  'private 192': '192.168.1.1',
  'carrier-grade NAT, first': '100.64.0.0',
  'carrier-grade NAT, last': '100.127.255.255',
  'link-local': '169.254.1.1',
  'the metadata of AWS, Azure and Google': '169.254.169.254',
  'the metadata of ECS tasks': '169.254.170.2',
  'the metadata of Oracle': '192.0.0.192',
  'the metadata of Alibaba': '100.100.100.200',
  'the host of Azure': '168.63.129.16',
  benchmarking: '198.19.255.255',
  documentation: '203.0.113.7',
  multicast: '239.1.1.1',
  broadcast: '255.255.255.255',
  'IPv6, unspecified': '::',
  'IPv6, loopback': '::1',
  'IPv6, unique local, first': 'fc00::1',
  'IPv6, unique local, last': 'fdff:ffff::1',
  'IPv6, the metadata of AWS': 'fd00:ec2::254',
  'IPv6, link-local': 'fe80::1',
  'IPv6, link-local with its interface': 'fe80::1%eth0',
  'IPv6, site-local': 'fec0::1',
  'IPv6, multicast': 'ff02::1',
  'IPv6, documentation': '2001:db8::1',
  'IPv4 mapped into IPv6': '::ffff:127.0.0.1',
  'IPv4 mapped into IPv6, in hexadecimal': '::ffff:a9fe:a9fe',
  'IPv4 compatible with IPv6': '::127.0.0.1',
  'IPv4 behind NAT64': '64:ff9b::10.0.0.1',
  'IPv4 behind NAT64, the metadata': '64:ff9b::a9fe:a9fe',
  'IPv4 in 6to4': '2002:7f00:1::',
  'IPv4 in Teredo': '2001:0:7f00:1::',
};

describe('a webhook', () => {
  it.each(Object.entries(PRIVATE))('does not go to %s (%s)', (_, address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    ...'8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0'.split(' '),
    ...'192.167.255.255 2600:1f18::1 64:ff9b::8.8.8.8'.split(' '),
  ])('goes to %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it.each(['', 'localhost', '127.1', '999.0.0.1'])('does not go to "%s", which is no address', (text) => {
    expect(isPrivateAddress(text)).toBe(true);
  });
});

describe('the address in a URL', () => {
  it.each([
    ['http://127.0.0.1:8080/x', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://[::1]/', '::1'],
    ['http://[::ffff:10.0.0.1]/', '::ffff:a00:1'],
    ['https://example.com/', undefined],
  ])('%s is %s', (url, address) => {
    expect(addressIn(new URL(url))).toBe(address);
  });
});
