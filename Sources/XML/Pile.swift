/// A growing buffer of plain values that is emptied and filled again without giving its memory back.
///
/// The streaming reader fills three of these for each record; an `Array` in the same place costs
/// uniqueness and bounds checks on every event.
struct Pile<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Empties the buffer; memory that a single huge record needed is given back.
    mutating func removeAll(keeping limit: Int) {
        count = 0
        if capacity > limit {
            base.deallocate()
            capacity = max(limit, 1)
            base = .allocate(capacity: capacity)
        }
    }

    /// Takes elements off the front.
    mutating func removeFirst(_ removed: Int) {
        count -= removed
        base.update(from: base + removed, count: count)
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(by: 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    mutating func append(from source: UnsafePointer<Element>, count added: Int) {
        if added > capacity - count { grow(by: added) }
        (base + count).update(from: source, count: added)
        count += added
    }

    @inline(never)
    private mutating func grow(by added: Int) {
        let larger = max(capacity * 2, count + added)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }
}
