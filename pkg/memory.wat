;; What every wasm is given for `memory.copy` and `memory.fill`, which the first release of WebAssembly has not. What
;; wasm-opt writes for them goes byte by byte, and took a sixth of an audit: rustc has nearly every move of a value be a copy.

(func $__memory_copy (param $dst i32) (param $src i32) (param $size i32)
  (local $end i32)
  (if (i32.ge_u (i32.sub (local.get $dst) (local.get $src)) (local.get $size))
    (then
      ;; Upwards: nothing is written that is still to be read.
      (local.set $end (i32.add (local.get $src) (i32.and (local.get $size) (i32.const -8))))
      (block $words
        (loop $word
          (br_if $words (i32.eq (local.get $src) (local.get $end)))
          (i64.store align=1 (local.get $dst) (i64.load align=1 (local.get $src)))
          (local.set $dst (i32.add (local.get $dst) (i32.const 8)))
          (local.set $src (i32.add (local.get $src) (i32.const 8)))
          (br $word)))
      (local.set $end (i32.add (local.get $src) (i32.and (local.get $size) (i32.const 7))))
      (block $bytes
        (loop $byte
          (br_if $bytes (i32.eq (local.get $src) (local.get $end)))
          (i32.store8 (local.get $dst) (i32.load8_u (local.get $src)))
          (local.set $dst (i32.add (local.get $dst) (i32.const 1)))
          (local.set $src (i32.add (local.get $src) (i32.const 1)))
          (br $byte))))
    (else
      ;; Downwards.
      (block $words
        (loop $word
          (br_if $words (i32.lt_u (local.get $size) (i32.const 8)))
          (local.set $size (i32.sub (local.get $size) (i32.const 8)))
          (i64.store align=1 (i32.add (local.get $dst) (local.get $size)) (i64.load align=1 (i32.add (local.get $src) (local.get $size))))
          (br $word)))
      (block $bytes
        (loop $byte
          (br_if $bytes (i32.eqz (local.get $size)))
          (local.set $size (i32.sub (local.get $size) (i32.const 1)))
          (i32.store8 (i32.add (local.get $dst) (local.get $size)) (i32.load8_u (i32.add (local.get $src) (local.get $size))))
          (br $byte))))))

(func $__memory_fill (param $dst i32) (param $val i32) (param $size i32)
  (local $word i64)
  (local $end i32)
  (local.set $word (i64.mul (i64.extend_i32_u (i32.and (local.get $val) (i32.const 255))) (i64.const 0x0101010101010101)))
  (local.set $end (i32.add (local.get $dst) (i32.and (local.get $size) (i32.const -8))))
  (block $words
    (loop $next
      (br_if $words (i32.eq (local.get $dst) (local.get $end)))
      (i64.store align=1 (local.get $dst) (local.get $word))
      (local.set $dst (i32.add (local.get $dst) (i32.const 8)))
      (br $next)))
  (local.set $end (i32.add (local.get $dst) (i32.and (local.get $size) (i32.const 7))))
  (block $bytes
    (loop $next
      (br_if $bytes (i32.eq (local.get $dst) (local.get $end)))
      (i32.store8 (local.get $dst) (local.get $val))
      (local.set $dst (i32.add (local.get $dst) (i32.const 1)))
      (br $next))))
