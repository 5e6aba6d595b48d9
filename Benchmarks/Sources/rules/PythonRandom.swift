/// Python's `random.Random(seed)`: the Mersenne Twister MT19937 and the methods that the workload uses.
///
/// The workload is defined by a Python program, so its risks come of Python's generator.
struct PythonRandom {
    private var state = [UInt32](repeating: 0, count: 624)
    private var index = 624

    init(seed: UInt32) {
        fill(19_650_218)
        // init_by_array of MT19937, for a key of one word.
        var place = 1
        for _ in 0..<624 {
            let previous = state[place - 1]
            state[place] =
                (state[place] ^ ((previous ^ (previous >> 30)) &* 1_664_525)) &+ seed
            advance(&place)
        }
        for _ in 0..<623 {
            let previous = state[place - 1]
            state[place] =
                (state[place] ^ ((previous ^ (previous >> 30)) &* 1_566_083_941))
                &- UInt32(place)
            advance(&place)
        }
        state[0] = 0x8000_0000
    }

    private mutating func fill(_ seed: UInt32) {
        state[0] = seed
        for place in 1..<624 {
            let previous = state[place - 1]
            state[place] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(place)
        }
    }

    private mutating func advance(_ place: inout Int) {
        place += 1
        if place >= 624 {
            state[0] = state[623]
            place = 1
        }
    }

    private mutating func next() -> UInt32 {
        if index == 624 { twist() }
        var word = state[index]
        index += 1
        word ^= word >> 11
        word ^= (word << 7) & 0x9D2C_5680
        word ^= (word << 15) & 0xEFC6_0000
        return word ^ (word >> 18)
    }

    private mutating func twist() {
        for place in 0..<624 {
            let word = (state[place] & 0x8000_0000) | (state[(place + 1) % 624] & 0x7FFF_FFFF)
            state[place] =
                state[(place + 397) % 624] ^ (word >> 1) ^ (word & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        index = 0
    }

    /// `random()`: from 0 to below 1, of 53 bits.
    mutating func fraction() -> Double {
        let high = next() >> 5
        let low = next() >> 6
        return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
    }

    /// `randrange(bound)`.
    mutating func below(_ bound: Int) -> Int {
        let bits = bound.bitWidth - bound.leadingZeroBitCount
        while true {
            let value = Int(next() >> UInt32(32 - bits))
            if value < bound { return value }
        }
    }
}
