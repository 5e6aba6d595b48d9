/// A reproducible source of numbers: the same seed gives the same numbers on every machine.
struct Random {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// The numbers of one case: cases do not depend on those before them.
    init(seed: UInt64, index: Int) {
        var mixer = Random(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index))
        state = mixer.next()
    }

    /// The next 64 bits: SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below a bound; 0 when there is none below it.
    mutating func below(_ bound: Int) -> Int {
        bound > 1 ? Int(next() % UInt64(bound)) : 0
    }

    /// A number of a range.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True in so many cases of a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of some items; the collection is not empty.
    mutating func pick<Items: RandomAccessCollection>(
        _ items: Items
    ) -> Items.Element where Items.Index == Int {
        items[items.startIndex + below(items.count)]
    }
}
