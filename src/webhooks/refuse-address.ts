import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// Which addresses a webhook may reach. Knows no review and no setting.

/**
 * IPv4 that no receiver outside has (https://www.iana.org/assignments/iana-ipv4-special-registry), and Azure's metadata
 * service, whose address looks public
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const PRIVATE_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/**
 * Within 2000::/3, the only public block (https://www.iana.org/assignments/ipv6-address-space), what isn't public or wraps an
 * IPv4 address: https://www.iana.org/assignments/iana-ipv6-special-registry.
 */
const PRIVATE_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Where a network without IPv4 finds the addresses of IPv4, in the last 32 bits (RFC 6052). */
const NAT64 = '64:ff9b::';
const NAT64_BITS = 96;

function listOf(subnets: readonly string[], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), type);
  }
  return list;
}

const privateIpv4 = listOf(PRIVATE_IPV4, 'ipv4');
const privateIpv6 = listOf(
  [
    ...PRIVATE_IPV6,
    ...PRIVATE_IPV4.map((subnet) => {
      const [net, bits] = subnet.split('/');
      return `${NAT64}${net}/${NAT64_BITS + Number(bits)}`;
    }),
  ],
  'ipv6',
);
const publicIpv6 = listOf(['2000::/3', `${NAT64}/${NAT64_BITS}`], 'ipv6');

/** Returns whether an address is loopback, private, link-local, reserved or a cloud's metadata service. What is no address counts as one. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return privateIpv4.check(address, 'ipv4');
    case 6: {
      const [unscoped = ''] = address.split('%');
      return !publicIpv6.check(unscoped, 'ipv6') || privateIpv6.check(unscoped, 'ipv6');
    }
    default:
      return true;
  }
}

/** The code of the error with which {@link lookUpPublic} refuses a name. */
export const PRIVATE_ADDRESS = 'private_address';

/**
 * Looks up a name for a connection, and fails where any of its addresses is private. The connection is made to what was checked, so a name
 * can't change its address in between. Node looks up no name that is an address: check those first.
 */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) return callback(error ?? new Error('No address'), '');
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(Object.assign(new Error('The name leads to a private address'), { code: PRIVATE_ADDRESS }), '');
    }
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

/** Returns the address that a URL's host is; undefined where it is a name. */
export function addressIn({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}
