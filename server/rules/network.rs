//! Addresses and ARNs, read as Go does.

use super::values::is_digits;
use ipnet::{IpNet, Ipv4Net};
use std::net::IpAddr;

/// Go's `net.ParseCIDR` takes the text: an address of IPv4 or IPv6, a slash and the bits of the network.
pub fn is_cidr(text: &str) -> bool {
    cidr(text).is_some()
}

/// The block of IPv4 addresses, without the bits of a host. Blocks sort by their first address, a wider one before
/// those within it.
pub fn block(text: &str) -> Option<Ipv4Net> {
    match cidr(text)? {
        IpNet::V4(block) => Some(block.trunc()),
        IpNet::V6(_) => None,
    }
}

/// Some address is in both blocks.
pub fn overlap(one: Ipv4Net, other: Ipv4Net) -> bool {
    one.contains(&other) || other.contains(&one)
}

/// Split here, because Go takes leading zeros in the bits (`/032`) and `ipnet` does not.
fn cidr(text: &str) -> Option<IpNet> {
    let (address, bits) = text.split_once('/')?;
    let address: IpAddr = address.parse().ok()?;
    IpNet::new(address, bits.parse().ok().filter(|_| is_digits(bits))?).ok()
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
        let block = |text| block(text).unwrap();
        assert!(block("10.0.0.0/16").contains(&block("10.0.255.0/24")));
        assert!(!block("10.0.0.0/16").contains(&block("10.1.0.0/24")));
        assert!(block("0.0.0.0/0").contains(&block("10.1.0.0/24")));
        assert!(overlap(block("10.0.0.0/23"), block("10.0.1.9/24")));
        assert!(!overlap(block("10.0.0.0/24"), block("10.0.1.0/24")));
        assert!(block("10.0.0.0/16") < block("10.0.0.0/24") && block("10.0.0.0/24") < block("10.0.1.0/24"));
        assert_eq!(super::block("::/0"), None);
    }
}
