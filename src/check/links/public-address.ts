import { BlockList, isIP } from 'node:net'

/**
 * True for an address that anyone on the internet may ask something of. Everything else could be a
 * machine that trusts whoever is near: this computer, the office network, a cloud's own metadata.
 * The ranges are those of the IANA special-purpose registries (RFC 6890) and multicast.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  // Only global unicast is public, and of that not what carries an IPv4 address inside.
  return global.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by customers of one provider (RFC 6598).
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and 169.254.169.254 is where clouds keep their metadata.
  ['169.254.0.0', 16],
  // Where virtual machines of one cloud ask that cloud (Azure's wire server).
  ['168.63.129.16', 32],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  // Protocol assignments, Teredo and documentation; 6to4, which carries any IPv4 address.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(network, prefix, 'ipv6')
}

/** Leaves out ::1, mapped ::ffff:0:0/96, NAT64 64:ff9b::/96, ULA fc00::/7 and link-local fe80::/10. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
