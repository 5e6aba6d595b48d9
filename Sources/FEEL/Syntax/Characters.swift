/// White space as DMN 10.3.1.2 defines it, rules 61 and 62.
func isFEELSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
        0x205F, 0x3000, 0xFEFF:
        true
    default: false
    }
}

/// A character that may begin a name: DMN 10.3.1.2, rule 28.
func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0..<0xC0: false
    case 0xD7, 0xF7: false
    case 0xC0...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
        0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
        !isFEELSpace(scalar)
    default: false
    }
}

/// A character that may continue a name: DMN 10.3.1.2, rule 29.
func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameStart(scalar)
    }
}

/// A decimal digit, 0 to 9.
func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
}

/// A symbol that a name may hold between its parts: DMN 10.3.1.2, rule 30.
func isNameSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "/", "-", "'", "’", "+", "*": true
    default: false
    }
}

/// Words that end an unknown name: what follows them belongs to the expression around it.
let separatingWords: Set<String> = [
    "and", "between", "else", "external", "in", "instance", "or", "return", "satisfies", "then",
]
