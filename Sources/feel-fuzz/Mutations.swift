/// Spoils a text: bytes flipped, parts cut, copied, moved or put in.
enum Mutations {
    /// The bytes with one to six changes.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - other: Another text of the kind, to splice with.
    ///   - random: Where the changes come from.
    /// - Returns: The spoilt text.
    static func spoilt(_ bytes: [UInt8], with other: [UInt8], _ random: inout Random) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.number(in: 1...6) { change(&bytes, other, &random) }
        return bytes
    }

    private static func change(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout Random) {
        guard !bytes.isEmpty else {
            bytes = other
            return
        }
        let place = random.below(bytes.count)
        let end = min(bytes.count, place + 1 + random.below(random.chance(80) ? 12 : 400))
        switch random.below(10) {
        case 0: bytes[place] ^= 1 << UInt8(random.below(8))
        case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.insert(contentsOf: random.pick(FuzzWords.tokens).utf8, at: place)
        case 6: bytes.insert(contentsOf: random.pick(FuzzWords.oddities).utf8, at: place)
        case 7:
            let from = random.below(other.count)
            let count = 1 + random.below(60)
            bytes.insert(contentsOf: other[from..<min(other.count, from + count)], at: place)
        case 8:
            let tail = bytes[place...]
            bytes.removeSubrange(place...)
            bytes.append(contentsOf: other[random.below(other.count)...])
            if random.chance(30) { bytes.append(contentsOf: tail) }
        default:
            let piece = bytes[place..<end]
            for _ in 0..<random.pick([2, 10, 300]) where bytes.count < 200_000 {
                bytes.insert(contentsOf: piece, at: place)
            }
        }
    }

    /// A model or other XML text with whole elements cut, copied or swapped: it stays well formed.
    static func rearranged(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.number(in: 1...4) {
            guard let first = element(of: bytes, &random) else { return bytes }
            switch random.below(3) {
            case 0: bytes.removeSubrange(first)
            case 1: bytes.insert(contentsOf: bytes[first], at: first.lowerBound)
            default:
                guard let second = element(of: bytes, &random) else { return bytes }
                let copy = Array(bytes[second])
                bytes.replaceSubrange(first, with: copy)
            }
        }
        return bytes
    }

    /// Where an element stands, from its opening to its closing tag.
    private static func element(of bytes: [UInt8], _ random: inout Random) -> Range<Int>? {
        let less = UInt8(ascii: "<")
        for _ in 0..<20 where !bytes.isEmpty {
            var start = random.below(bytes.count)
            while start < bytes.count, bytes[start] != less { start += 1 }
            let name = bytes.dropFirst(start + 1).prefix {
                $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
            }
            guard !name.isEmpty, let end = closing(Array(name), in: bytes, from: start) else {
                continue
            }
            return start..<end
        }
        return nil
    }

    private static func closing(_ name: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        let wanted = Array("</".utf8) + name + Array(">".utf8)
        var place = start + 1
        while place + wanted.count <= min(bytes.count, start + 20_000) {
            if bytes[place] == wanted[0], bytes[place..<place + wanted.count].elementsEqual(wanted)
            {
                return place + wanted.count
            }
            place += 1
        }
        return nil
    }
}
