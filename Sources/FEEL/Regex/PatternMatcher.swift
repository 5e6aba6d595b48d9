/// The pattern needs more steps than it may.
struct PatternExplosion: Error {}

/// Finds matches by trying and going back, with all that is tried on a stack of its own, so that
/// no pattern can exhaust the machine's; the number of steps is bounded.
struct PatternMatcher {
    /// A match: where it is, and what its groups hold.
    struct Match {
        let range: Range<Int>
        let groups: [Range<Int>?]
    }

    private enum Trail {
        /// Goes on at an instruction and a place.
        case resume(Int, at: Int)
        /// Gives a slot the value it had.
        case restore(slot: Int, value: Int)
    }

    let pattern: Pattern
    let text: [Unicode.Scalar]
    private(set) var steps = 0

    static let stepLimit = 1_000_000

    init(_ pattern: Pattern, _ text: String) {
        self.pattern = pattern
        self.text = Array(text.unicodeScalars)
    }

    /// The first match that begins at a place or after it.
    mutating func firstMatch(from start: Int) throws(PatternExplosion) -> Match? {
        guard start <= text.count else { return nil }
        for place in start...text.count {
            if let match = try match(at: place) { return match }
        }
        return nil
    }

    private mutating func match(at start: Int) throws(PatternExplosion) -> Match? {
        var slots = Array(repeating: -1, count: pattern.slotCount)
        var trail: [Trail] = []
        var counter = 0
        var place = start
        while true {
            steps += 1
            guard steps <= PatternMatcher.stepLimit else { throw PatternExplosion() }
            var isFailed = false
            let instruction = pattern.instructions[counter]
            switch instruction {
            case .accept: return match(slots)
            case .jump(let target):
                counter = target
                continue
            case .split(let first, let second):
                trail.append(.resume(second, at: place))
                counter = first
                continue
            case .save(let slot):
                trail.append(.restore(slot: slot, value: slots[slot]))
                slots[slot] = place
            case .progress(let slot): isFailed = slots[slot] == place
            case .start: isFailed = !isStart(place)
            case .end: isFailed = !isEnd(place)
            case .reference(let group):
                if let length = referenceLength(group, slots, at: place) {
                    place += length
                    steps += length
                } else {
                    isFailed = true
                }
            case .character, .any, .set:
                if place < text.count, accepts(instruction, text[place]) {
                    place += 1
                } else {
                    isFailed = true
                }
            }
            if !isFailed {
                counter += 1
                continue
            }
            var isResumed = false
            while !isResumed, let last = trail.popLast() {
                switch last {
                case .restore(let slot, let value): slots[slot] = value
                case .resume(let instruction, let at):
                    counter = instruction
                    place = at
                    isResumed = true
                }
            }
            if !isResumed { return nil }
        }
    }

    private func match(_ slots: [Int]) -> Match {
        var groups: [Range<Int>?] = []
        for group in 0...pattern.groupCount {
            let (start, end) = (slots[2 * group], slots[2 * group + 1])
            groups.append(start >= 0 && end >= start ? start..<end : nil)
        }
        return Match(range: groups[0] ?? 0..<0, groups: groups)
    }

    private func accepts(_ instruction: Pattern.Instruction, _ scalar: Unicode.Scalar) -> Bool {
        switch instruction {
        case .character(let wanted): isSame(wanted, scalar)
        case .any: pattern.dotMatchesAll || (scalar != "\n" && scalar != "\r")
        case .set(let set): set.contains(scalar, ignoringCase: pattern.ignoresCase)
        case .start, .end, .reference, .save, .split, .jump, .progress, .accept: false
        }
    }

    private func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        left == right || (pattern.ignoresCase && isSameLetter(left, right))
    }

    private func isStart(_ place: Int) -> Bool {
        place == 0 || (pattern.isMultiline && place < text.count && text[place - 1] == "\n")
    }

    private func isEnd(_ place: Int) -> Bool {
        place == text.count || (pattern.isMultiline && text[place] == "\n")
    }

    /// How much a back-reference reads here; nil when it does not fit.
    ///
    /// A group that has not matched reads nothing.
    private func referenceLength(_ group: Int, _ slots: [Int], at place: Int) -> Int? {
        let (start, end) = (slots[2 * group], slots[2 * group + 1])
        guard start >= 0, end >= start else { return 0 }
        guard place + (end - start) <= text.count else { return nil }
        for index in 0..<(end - start) where !isSame(text[start + index], text[place + index]) {
            return nil
        }
        return end - start
    }
}
