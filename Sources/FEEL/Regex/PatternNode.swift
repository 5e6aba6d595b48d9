/// A regular expression of XPath 3.1 (XML Schema part 2, appendix F, with anchors, groups, lazy
/// quantifiers and back-references), as parsed.
indirect enum PatternNode: Sendable {
    case empty
    /// A code point.
    case character(Unicode.Scalar)
    /// A dot.
    case any
    case set(CharacterSet)
    /// `^`
    case start
    /// `$`
    case end
    /// A group; without a number, one that captures nothing.
    case group(PatternNode, number: Int?)
    case reference(Int)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, least: Int, most: Int?, isLazy: Bool)
}

/// A class of characters, such as `[A-Z-[OI]]` or `\p{Lu}`.
struct CharacterSet: Sendable {
    enum Item: Sendable {
        case character(Unicode.Scalar)
        case range(ClosedRange<UInt32>)
        case category(@Sendable (Unicode.Scalar) -> Bool, isNegated: Bool)
    }

    var items: [Item] = []
    var isNegated = false
    /// What is taken away again; at most one.
    var subtracted: [CharacterSet] = []

    func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
        let isListed =
            lists(scalar, ignoringCase)
            || (ignoringCase && caseVariants(of: scalar).contains { lists($0, ignoringCase) })
        guard isListed != isNegated else { return false }
        return !subtracted.contains { $0.contains(scalar, ignoringCase: ignoringCase) }
    }

    private func lists(_ scalar: Unicode.Scalar, _ ignoringCase: Bool) -> Bool {
        for item in items {
            switch item {
            case .range(let range): if range.contains(scalar.value) { return true }
            case .character(let listed):
                if listed == scalar || (ignoringCase && isSameLetter(listed, scalar)) {
                    return true
                }
            case .category(let test, let isNegated): if test(scalar) != isNegated { return true }
            }
        }
        return false
    }
}

/// The other cases of a code point, where they are single code points.
func caseVariants(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    var variants: [Unicode.Scalar] = []
    for text in [properties.lowercaseMapping, properties.uppercaseMapping] {
        let scalars = text.unicodeScalars
        if scalars.count == 1, let variant = scalars.first, variant != scalar {
            variants.append(variant)
        }
    }
    return variants
}

/// Whether two code points are the same but for case, as `k` and the Kelvin sign are.
func isSameLetter(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || caseVariants(of: left).contains(right)
        || caseVariants(of: right).contains(left)
}
