/// How much of the thread's stack is in use since the library was entered.
///
/// Texts nest as deep as their writers please, and what walks them recurses. Counting levels does
/// not bound the stack by itself, since a level takes more of it in one build than in another. So
/// the bytes are counted: what nests deeper than they allow is refused, also on a server's threads,
/// whose stacks are small.
package enum StackSpace {
    /// Where the stack stood when the library was entered; nil outside of it.
    @TaskLocal private static var base: UInt?

    /// How many bytes may be in use: of the 512 KB of a small thread, most.
    package static let limit: UInt = 340 << 10

    /// Where the stack stood when the library was entered, which is here if this is the entrance.
    package static var entrance: UInt { base ?? here() }

    /// Whether more is in use since an entrance than may be.
    @inline(__always)
    package static func isUsedUp(since entrance: UInt) -> Bool {
        let now = here()
        return now < entrance && entrance - now > limit
    }

    /// Runs something that enters the library again: it counts from the entrance there is.
    ///
    ///     StackSpace.entered { try Expression(text, scope: scope) }
    package static func entered<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard base == nil else { return try body() }
        let result: Swift.Result<Result, Failure> = $base.withValue(here()) {
            do throws(Failure) {
                return .success(try body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Where the stack stands: the address of something on it.
    @inline(__always)
    static func here() -> UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
