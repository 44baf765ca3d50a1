//! Addresses and ARNs, read as Go does.

use super::values::is_digits;
use std::net::{IpAddr, Ipv4Addr};

/// A block of IPv4 addresses. Sorted by its first address, a wider block before those within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    first: u32,
    /// The bits of the network part.
    pub prefix: u32,
    last: u32,
}

impl Block {
    /// Reads `10.0.0.0/16`.
    pub fn parse(text: &str) -> Option<Block> {
        let (address, prefix) = split(text)?;
        let address: Ipv4Addr = address.parse().ok()?;
        let mask = u32::MAX.checked_shl(32_u32.checked_sub(prefix)?).unwrap_or(0);
        let first = u32::from(address) & mask;
        Some(Block { first, prefix, last: first | !mask })
    }

    /// All addresses of `other` are in this block.
    pub fn holds(self, other: Block) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Some address is in both blocks.
    pub fn overlaps(self, other: Block) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Go's `net.ParseCIDR` takes the text: an address of IPv4 or IPv6, a slash and the bits of the network.
pub fn is_cidr(text: &str) -> bool {
    split(text).is_some_and(|(address, prefix)| match address.parse() {
        Ok(IpAddr::V4(_)) => prefix <= 32,
        Ok(IpAddr::V6(_)) => prefix <= 128,
        Err(_) => false,
    })
}

fn split(text: &str) -> Option<(&str, u32)> {
    let (address, prefix) = text.split_once('/')?;
    Some((address, prefix.parse().ok().filter(|_| is_digits(prefix))?))
}

/// The sections of an ARN, as the AWS SDK splits it: `arn:partition:service:region:account:resource`.
pub fn arn(text: &str) -> Option<[&str; 6]> {
    let sections: Vec<&str> = text.splitn(6, ':').collect();
    let sections: [&str; 6] = sections.try_into().ok()?;
    (sections[0] == "arn").then_some(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cidr_notation_is_that_of_go() {
        for text in ["10.0.0.0/16", "0.0.0.0/0", "::/0", "2001:db8::/32", "10.0.0.1/032"] {
            assert!(is_cidr(text), "{text}");
        }
        for text in
            ["10.0.0.0", "10.0.0/16", "10.0.0.0/33", "010.0.0.0/8", "10.0.0.0/+8", "::/129", "a/8", ""]
        {
            assert!(!is_cidr(text), "{text}");
        }
    }

    #[test]
    fn blocks_hold_and_overlap() {
        let block = |text| Block::parse(text).unwrap();
        assert!(block("10.0.0.0/16").holds(block("10.0.255.0/24")));
        assert!(!block("10.0.0.0/16").holds(block("10.1.0.0/24")));
        assert!(block("0.0.0.0/0").holds(block("10.1.0.0/24")));
        assert!(block("10.0.0.0/23").overlaps(block("10.0.1.0/24")));
        assert!(!block("10.0.0.0/24").overlaps(block("10.0.1.0/24")));
        assert_eq!(Block::parse("::/0"), None);
    }
}
