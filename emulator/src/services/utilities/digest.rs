//! Digests and signatures, by the names of Google's enumerations.

use hmac::{Hmac, KeyInit, Mac, digest::block_api::EagerHash};
use md2::Md2;
use md5::Md5;
use rsa::{
    PrivateKey,
    pkcs1v15::SigningKey,
    pkcs8::DecodePrivateKey,
    signature::{SignatureEncoding, Signer},
};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// `None` if there is no such algorithm.
pub(super) fn digest(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match algorithm {
        "MD2" => Md2::digest(bytes).to_vec(),
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA_1" => Sha1::digest(bytes).to_vec(),
        "SHA_256" => Sha256::digest(bytes).to_vec(),
        "SHA_384" => Sha384::digest(bytes).to_vec(),
        "SHA_512" => Sha512::digest(bytes).to_vec(),
        _ => return None,
    })
}

/// `None` if there is no such algorithm.
pub(super) fn mac(algorithm: &str, bytes: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        "HMAC_MD5" => mac_of::<Md5>(bytes, key),
        "HMAC_SHA_1" => mac_of::<Sha1>(bytes, key),
        "HMAC_SHA_256" => mac_of::<Sha256>(bytes, key),
        "HMAC_SHA_384" => mac_of::<Sha384>(bytes, key),
        "HMAC_SHA_512" => mac_of::<Sha512>(bytes, key),
        _ => None,
    }
}

fn mac_of<D: EagerHash>(bytes: &[u8], key: &[u8]) -> Option<Vec<u8>>
where
    Hmac<D>: Mac + KeyInit,
{
    let mut mac = <Hmac<D> as KeyInit>::new_from_slice(key).ok()?;
    mac.update(bytes);
    Some(mac.finalize().into_bytes().to_vec())
}

/// `None` if there is no such algorithm, or if the key is no private key in PEM (PKCS #8).
pub(super) fn rsa(algorithm: &str, bytes: &[u8], key: &str) -> Option<Vec<u8>> {
    let key = PrivateKey::from_pkcs8_pem(key.trim()).ok()?;
    let signature = match algorithm {
        "RSA_SHA_1" => SigningKey::<Sha1>::new(key).try_sign(bytes),
        "RSA_SHA_256" => SigningKey::<Sha256>::new(key).try_sign(bytes),
        _ => return None,
    };
    signature.ok().map(|signature| signature.to_vec())
}

#[cfg(test)]
mod tests {
    use super::{digest, mac};

    fn hexadecimal(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn computes_known_digests() {
        for (algorithm, of_abc) in [
            ("MD2", "da853b0d3f88d99b30283a69e6ded6bb"),
            ("MD5", "900150983cd24fb0d6963f7d28e17f72"),
            ("SHA_1", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "SHA_256",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
        ] {
            let bytes = digest(algorithm, b"abc").unwrap();
            assert_eq!(hexadecimal(&bytes), of_abc, "{algorithm}");
        }
        assert_eq!(digest("SHA_384", b"abc").unwrap().len(), 48);
        assert_eq!(digest("SHA_512", b"abc").unwrap().len(), 64);
        assert_eq!(digest("SHA3", b"abc"), None);
    }

    /// The second test case of RFC 2202 and RFC 4231.
    #[test]
    fn computes_known_signatures() {
        for (algorithm, expected) in [
            ("HMAC_MD5", "750c783e6ab0b503eaa86e310a5db738"),
            ("HMAC_SHA_1", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (
                "HMAC_SHA_256",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
        ] {
            let bytes = mac(algorithm, b"what do ya want for nothing?", b"Jefe").unwrap();
            assert_eq!(hexadecimal(&bytes), expected, "{algorithm}");
        }
        assert_eq!(mac("HMAC_SHA_384", b"x", b"").unwrap().len(), 48);
        assert_eq!(mac("HMAC_SHA_512", b"x", b"").unwrap().len(), 64);
    }
}
