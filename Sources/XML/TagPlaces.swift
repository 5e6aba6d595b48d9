/// Where a start tag stands: line and column from 1, the column in characters.
struct TagPlace: BitwiseCopyable {
    var line32: Int32
    var column32: Int32

    var line: Int { Int(line32) }
    var column: Int { Int(column32) }
}

/// The places of start tags, in the file's order: the byte filter puts them in, the handler of start
/// tags takes them out.
///
/// In a well-formed document the two meet one to one; where they do not, libxml2 has an error to
/// report anyway.
struct TagPlaces: ~Copyable {
    private var places = Pile<TagPlace>(capacity: 1_024)
    private var taken = 0

    @inline(__always)
    mutating func add(line: Int, column: Int) {
        places.append(
            TagPlace(
                line32: Int32(truncatingIfNeeded: line), column32: Int32(truncatingIfNeeded: column)
            ))
    }

    @inline(__always)
    mutating func next() -> TagPlace {
        guard taken < places.count else { return TagPlace(line32: 0, column32: 0) }
        let place = places.base[taken]
        taken += 1
        if taken == places.count {
            places.removeAll(keeping: 1 << 20)
            taken = 0
        }
        return place
    }
}
