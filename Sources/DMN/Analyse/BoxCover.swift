/// For each axis of a table, some of its classes: all combinations of them.
typealias Box = [RowSet]

/// Boxes in a space of axes, and the question which parts of it none of them covers.
///
/// The space is walked an axis at a time with the set of boxes that still cover what was chosen so
/// far. When none is left, everything beyond is a gap; when one of them covers all that is left,
/// nothing is. What was found for a set of boxes is kept for the next time that it comes up. So
/// tables of hundreds of rows are decided without a look at each of their combinations.
struct BoxCover {
    /// Why a walk came to an end before its time.
    struct TooLarge: Error {}

    private let sizes: [Int]
    private let count: Int
    /// The boxes that cover a class, by axis and class.
    private let covering: [[RowSet]]
    private let boxes: [Box]

    /// How many steps one cover may take in all its answers.
    private(set) var steps: Int

    private static let mostBoxes = 400

    init(_ boxes: [Box], sizes: [Int], steps: Int = 150_000) {
        self.boxes = boxes
        self.sizes = sizes
        self.steps = steps
        count = boxes.count
        covering = sizes.indices.map { axis in
            var classes = [RowSet](
                repeating: RowSet(count: boxes.count), count: sizes[axis])
            for (number, box) in boxes.enumerated() {
                for index in box[axis].rows { classes[index].insert(number) }
            }
            return classes
        }
    }

    /// The parts of a box that none of some boxes covers, apart from one another.
    ///
    /// - Throws: `TooLarge` when it takes too long.
    mutating func uncovered(in box: Box, by members: RowSet) throws(TooLarge) -> [Box] {
        var walk = Walk(box: box, full: full(box, members), stopsAtFirst: false)
        return try parts(&walk, 0, members).map { Array($0.reversed()) }
    }

    /// A part of a box that none of some boxes covers; nil when they cover it all.
    mutating func firstUncovered(in box: Box, by members: RowSet) throws(TooLarge) -> Box? {
        var walk = Walk(box: box, full: full(box, members), stopsAtFirst: true)
        return try parts(&walk, 0, members).first.map { Array($0.reversed()) }
    }

    private struct Walk {
        let box: Box
        /// For each axis, the members that cover the box there and on all axes after it.
        let full: [RowSet]
        let stopsAtFirst: Bool
        /// What is left open from an axis on, by the members still there; axes in reverse order.
        var known: [Key: [Box]] = [:]
    }

    private struct Key: Hashable {
        let axis: Int
        let members: RowSet
    }

    private func full(_ box: Box, _ members: RowSet) -> [RowSet] {
        var full = [RowSet](repeating: members, count: sizes.count + 1)
        for axis in sizes.indices.reversed() {
            full[axis] = RowSet(
                full[axis + 1].rows.filter { box[axis].isSubset(of: boxes[$0][axis]) }, of: count)
        }
        return full
    }

    private mutating func parts(
        _ walk: inout Walk, _ axis: Int, _ members: RowSet
    ) throws(TooLarge) -> [Box] {
        if members.isEmpty { return [Array(walk.box[axis...].reversed())] }
        if !members.isDisjoint(with: walk.full[axis]) { return [] }
        let key = Key(axis: axis, members: members)
        if let known = walk.known[key] { return known }
        // Classes that leave the same members are one step.
        var groups: [(members: RowSet, classes: RowSet)] = []
        var positions: [RowSet: Int] = [:]
        for index in walk.box[axis].rows {
            steps -= 1
            let left = members.intersection(covering[axis][index])
            if let position = positions[left] {
                groups[position].classes.insert(index)
            } else {
                positions[left] = groups.count
                groups.append((left, RowSet([index], of: sizes[axis])))
            }
        }
        guard steps > 0 else { throw TooLarge() }
        var found: [(rest: [RowSet], classes: RowSet)] = []
        var places: [[RowSet]: Int] = [:]
        for group in groups {
            for rest in try parts(&walk, axis + 1, group.members) {
                if let place = places[rest] {
                    found[place].classes.formUnion(group.classes)
                } else {
                    places[rest] = found.count
                    found.append((rest, group.classes))
                }
                if walk.stopsAtFirst { return [rest + [group.classes]] }
            }
            guard found.count <= Self.mostBoxes else { throw TooLarge() }
        }
        let boxes = found.map { $0.rest + [$0.classes] }
        walk.known[key] = boxes
        return boxes
    }
}

extension BoxCover {
    /// The space of some parts in few boxes, as large as they can be, each needed; they may lie over one another.
    static func widened(
        _ parts: [Box], in space: Box, sizes: [Int], isInside: (Box) -> Bool
    ) -> [Box] {
        var wide: [Box] = []
        for part in parts {
            var box = part
            for axis in sizes.indices {
                // All of an axis at once reads best; else class by class.
                var all = box
                all[axis] = space[axis]
                if isInside(all) {
                    box = all
                    continue
                }
                for index in space[axis].rows where !box[axis].contains(index) {
                    var more = box
                    more[axis].insert(index)
                    if isInside(more) { box = more }
                }
            }
            if !wide.contains(box) { wide.append(box) }
        }
        var needed = wide
        for box in wide.reversed() where needed.count > 1 {
            let others = needed.filter { $0 != box }
            var cover = BoxCover(others, sizes: sizes, steps: 20_000)
            do {
                if try cover.firstUncovered(in: box, by: RowSet(all: others.count)) == nil {
                    needed = others
                }
            } catch {
                // Too many to tell: the box stays, which is true if not short.
                continue
            }
        }
        return needed
    }
}
