import CCrypto

/// A SHA-256 computation over bytes that arrive in pieces.
///
/// Files, stored records and the chain of the register are all named by SHA-256, so that an auditor
/// can check any of them with `sha256sum`.
///
///     var hash = SHA256()
///     hash.update("abc".utf8)
///     hash.finish().hex   // "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
package final class SHA256 {
    private let context: OpaquePointer

    /// Starts a computation over no bytes yet.
    package init() {
        guard let context = baf_sha256_new() else {
            preconditionFailure("libcrypto could not start a SHA-256 computation")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds bytes.
    package func update(_ bytes: UnsafeRawBufferPointer) {
        _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes.
    package func update(_ bytes: some Collection<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes { update($0) }
        }
    }

    /// The digest of all bytes added; the computation cannot be used again.
    package func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        _ = EVP_DigestFinal_ex(context, &bytes, nil)
        return Digest(bytes: bytes)
    }

    /// The digest of one run of bytes.
    package static func digest(_ bytes: some Collection<UInt8>) -> Digest {
        let hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}

/// A SHA-256 digest: 32 bytes, printed as 64 hexadecimal digits.
package struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// A digest of 32 bytes.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes")
        self.bytes = bytes
    }

    /// The digest that 64 hexadecimal digits write, or nil when they do not.
    package init?(hex: String) {
        let digits = hex.utf8.map { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        bytes = stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    /// The digest as 64 lower-case hexadecimal digits.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    package var description: String { hex }

    package static func < (left: Digest, right: Digest) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
