/// A large value that many may hold at the cost of one reference; changing it changes only one's own.
///
/// A risk's record has some forty fields. A list of risks is copied, sorted and filtered many times
/// over, and without this each time would count the references of every field of every risk.
///
///     let one = Shared(record)
///     var two = one              // no field is copied
///     two.value.title = "Other"  // now it is, and `one` stays as it was
package struct Shared<Value: Hashable & Sendable>: Hashable, Sendable {
    // Written only while a single holder has it.
    private final class Place: @unchecked Sendable {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    private var place: Place

    /// Holds a value.
    package init(_ value: Value) { place = Place(value) }

    /// The value.
    package var value: Value {
        _read { yield place.value }
        _modify {
            if !isKnownUniquelyReferenced(&place) { place = Place(place.value) }
            yield &place.value
        }
    }

    package static func == (left: Shared, right: Shared) -> Bool {
        left.place === right.place || left.place.value == right.place.value
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(place.value) }
}
