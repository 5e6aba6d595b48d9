internal import CLibXML2

/// A name as the document uses it: local name, prefix and namespace.
package struct XMLName: Sendable, Hashable {
    /// The local name.
    package var local: String

    /// The prefix as the file wrote it.
    package var prefix: String?

    /// The namespace's name.
    package var namespace: String?
}

/// The names of one document, numbered in the order in which they first appear.
///
/// libxml2 keeps each name once, so its address is the key: a name becomes a `String` once in a
/// document, however many elements carry it.
struct XMLNameTable: ~Copyable {
    private struct Slot {
        var local: UnsafePointer<UInt8>?
        var prefix: UnsafePointer<UInt8>?
        var namespace: UnsafePointer<UInt8>?
        var index: Int32
    }

    private(set) var names: [XMLName] = []
    /// Whether elements of the name are records; in the order of `names`.
    private(set) var startsRecord: [Bool] = []

    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private let recordNames: Set<String>

    init(recordNames: Set<String>) {
        self.recordNames = recordNames
        mask = 1_023
        slots = Self.emptySlots(1_024)
    }

    deinit { slots.deallocate() }

    /// The number of a name.
    @inline(__always)
    mutating func index(
        _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
        _ namespace: UnsafePointer<UInt8>?
    ) -> Int32 {
        var place = Self.hash(local) & mask
        while let known = slots[place].local {
            if known == local && slots[place].prefix == prefix
                && slots[place].namespace == namespace
            {
                return slots[place].index
            }
            place = (place + 1) & mask
        }
        return add(Slot(local: local, prefix: prefix, namespace: namespace, index: 0))
    }

    @inline(__always)
    private static func hash(_ pointer: UnsafePointer<UInt8>) -> Int {
        let address = UInt(bitPattern: pointer)
        return Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(
            repeating: Slot(local: nil, prefix: nil, namespace: nil, index: 0), count: count)
        return slots
    }

    @inline(never)
    private mutating func add(_ slot: Slot) -> Int32 {
        let name = XMLName(
            local: slot.local.map { String(cString: $0) } ?? "",
            prefix: slot.prefix.map { String(cString: $0) },
            namespace: slot.namespace.map { String(cString: $0) })
        if names.count * 2 > mask { grow() }
        var added = slot
        added.index = Int32(names.count)
        names.append(name)
        startsRecord.append(
            recordNames.contains(name.local) || recordNames.contains(name.local.lowercased()))
        place(added)
        return added.index
    }

    private mutating func place(_ slot: Slot) {
        guard let local = slot.local else { return }
        var place = Self.hash(local) & mask
        while slots[place].local != nil { place = (place + 1) & mask }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = slots
        let count = mask + 1
        mask = count * 2 - 1
        slots = Self.emptySlots(count * 2)
        for index in 0..<count where old[index].local != nil { place(old[index]) }
        old.deallocate()
    }
}
