/// How two values stand in a partial order.
///
/// Types such as ``TimeOfDay`` cannot always be compared (one with a zone, one without), so they are
/// not `Comparable`; their `compare` returns this, or `nil`.
package enum Ordering: Hashable, Sendable {
    /// The left value is smaller or earlier.
    case ascending
    /// The two are at the same point.
    case same
    /// The left value is larger or later.
    case descending

    /// Compares two values of a total order.
    @inline(__always)
    init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left < right ? .ascending : right < left ? .descending : .same
    }
}
