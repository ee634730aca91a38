def pick():
    import os as n, sys as n, json as n0
    n = n0
    import os as n, sys as n, json as n1
    n = n1
    import os as n, sys as n, json as n2
    n = n2
    import os as n, sys as n, json as n3
    n = n3
    import os as n, sys as n, json as n4
    n = n4
    import os as n, sys as n, json as n5
    n = n5
    import os as n, sys as n, json as n6
    n = n6
    import os as n, sys as n, json as n7
    n = n7
    import os as n, sys as n, json as n8
    n = n8
    import os as n, sys as n, json as n9
    n = n9
    import os as n, sys as n, json as n10
    n = n10
    import os as n, sys as n, json as n11
    n = n11
    import os as n, sys as n, json as n12
    n = n12
    import os as n, sys as n, json as n13
    n = n13
    import os as n, sys as n, json as n14
    n = n14
    import os as n, sys as n, json as n15
    n = n15
    import os as n, sys as n, json as n16
    n = n16
    import os as n, sys as n, json as n17
    n = n17
    import os as n, sys as n, json as n18
    n = n18
    import os as n, sys as n, json as n19
    n = n19
    import os as n, sys as n, json as n20
    n = n20
    import os as n, sys as n, json as n21
    n = n21
    import os as n, sys as n, json as n22
    n = n22
    import os as n, sys as n, json as n23
    n = n23
    import os as n, sys as n, json as n24
    n = n24
    import os as n, sys as n, json as n25
    n = n25
    import os as n, sys as n, json as n26
    n = n26
    import os as n, sys as n, json as n27
    n = n27
    import os as n, sys as n, json as n28
    n = n28
    import os as n, sys as n, json as n29
    n = n29
    import os as n, sys as n, json as n30
    n = n30
    import os as n, sys as n, json as n31
    n = n31
    import os as n, sys as n, json as n32
    n = n32
    import os as n, sys as n, json as n33
    n = n33
    import os as n, sys as n, json as n34
    n = n34
    import os as n, sys as n, json as n35
    n = n35
    import os as n, sys as n, json as n36
    n = n36
    import os as n, sys as n, json as n37
    n = n37
    import os as n, sys as n, json as n38
    n = n38
    import os as n, sys as n, json as n39
    n = n39
    import os as n, sys as n, json as n40
    n = n40
    import os as n, sys as n, json as n41
    n = n41
    import os as n, sys as n, json as n42
    n = n42
    import os as n, sys as n, json as n43
    n = n43
    import os as n, sys as n, json as n44
    n = n44
    import os as n, sys as n, json as n45
    n = n45
    import os as n, sys as n, json as n46
    n = n46
    import os as n, sys as n, json as n47
    n = n47
    import os as n, sys as n, json as n48
    n = n48
    import os as n, sys as n, json as n49
    n = n49
    import os as n, sys as n, json as n50
    n = n50
    import os as n, sys as n, json as n51
    n = n51
    import os as n, sys as n, json as n52
    n = n52
    import os as n, sys as n, json as n53
    n = n53
    import os as n, sys as n, json as n54
    n = n54
    import os as n, sys as n, json as n55
    n = n55
    import os as n, sys as n, json as n56
    n = n56
    import os as n, sys as n, json as n57
    n = n57
    import os as n, sys as n, json as n58
    n = n58
    import os as n, sys as n, json as n59
    n = n59
    import os as n, sys as n, json as n60
    n = n60
    import os as n, sys as n, json as n61
    n = n61
    import os as n, sys as n, json as n62
    n = n62
    import os as n, sys as n, json as n63
    n = n63
    import os as n, sys as n, json as n64
    n = n64
    import os as n, sys as n, json as n65
    n = n65
    import os as n, sys as n, json as n66
    n = n66
    import os as n, sys as n, json as n67
    n = n67
    import os as n, sys as n, json as n68
    n = n68
    import os as n, sys as n, json as n69
    n = n69
    import os as n, sys as n, json as n70
    n = n70
    import os as n, sys as n, json as n71
    n = n71
    import os as n, sys as n, json as n72
    n = n72
    import os as n, sys as n, json as n73
    n = n73
    import os as n, sys as n, json as n74
    n = n74
    import os as n, sys as n, json as n75
    n = n75
    import os as n, sys as n, json as n76
    n = n76
    import os as n, sys as n, json as n77
    n = n77
    import os as n, sys as n, json as n78
    n = n78
    import os as n, sys as n, json as n79
    n = n79
    import os as n, sys as n, json as n80
    n = n80
    import os as n, sys as n, json as n81
    n = n81
    import os as n, sys as n, json as n82
    n = n82
    import os as n, sys as n, json as n83
    n = n83
    import os as n, sys as n, json as n84
    n = n84
    import os as n, sys as n, json as n85
    n = n85
    import os as n, sys as n, json as n86
    n = n86
    import os as n, sys as n, json as n87
    n = n87
    import os as n, sys as n, json as n88
    n = n88
    import os as n, sys as n, json as n89
    n = n89
    import os as n, sys as n, json as n90
    n = n90
    import os as n, sys as n, json as n91
    n = n91
    import os as n, sys as n, json as n92
    n = n92
    import os as n, sys as n, json as n93
    n = n93
    import os as n, sys as n, json as n94
    n = n94
    import os as n, sys as n, json as n95
    n = n95
    import os as n, sys as n, json as n96
    n = n96
    import os as n, sys as n, json as n97
    n = n97
    import os as n, sys as n, json as n98
    n = n98
    import os as n, sys as n, json as n99
    n = n99
    import os as n, sys as n, json as n100
    n = n100
    import os as n, sys as n, json as n101
    n = n101
    import os as n, sys as n, json as n102
    n = n102
    import os as n, sys as n, json as n103
    n = n103
    import os as n, sys as n, json as n104
    n = n104
    import os as n, sys as n, json as n105
    n = n105
    import os as n, sys as n, json as n106
    n = n106
    import os as n, sys as n, json as n107
    n = n107
    import os as n, sys as n, json as n108
    n = n108
    import os as n, sys as n, json as n109
    n = n109
    import os as n, sys as n, json as n110
    n = n110
    import os as n, sys as n, json as n111
    n = n111
    import os as n, sys as n, json as n112
    n = n112
    import os as n, sys as n, json as n113
    n = n113
    import os as n, sys as n, json as n114
    n = n114
    import os as n, sys as n, json as n115
    n = n115
    import os as n, sys as n, json as n116
    n = n116
    import os as n, sys as n, json as n117
    n = n117
    import os as n, sys as n, json as n118
    n = n118
    import os as n, sys as n, json as n119
    n = n119
    import os as n, sys as n, json as n120
    n = n120
    import os as n, sys as n, json as n121
    n = n121
    import os as n, sys as n, json as n122
    n = n122
    import os as n, sys as n, json as n123
    n = n123
    import os as n, sys as n, json as n124
    n = n124
    import os as n, sys as n, json as n125
    n = n125
    import os as n, sys as n, json as n126
    n = n126
    import os as n, sys as n, json as n127
    n = n127
    import os as n, sys as n, json as n128
    n = n128
    import os as n, sys as n, json as n129
    n = n129
    import os as n, sys as n, json as n130
    n = n130
    import os as n, sys as n, json as n131
    n = n131
    import os as n, sys as n, json as n132
    n = n132
    import os as n, sys as n, json as n133
    n = n133
    import os as n, sys as n, json as n134
    n = n134
    import os as n, sys as n, json as n135
    n = n135
    import os as n, sys as n, json as n136
    n = n136
    import os as n, sys as n, json as n137
    n = n137
    import os as n, sys as n, json as n138
    n = n138
    import os as n, sys as n, json as n139
    n = n139
    import os as n, sys as n, json as n140
    n = n140
    import os as n, sys as n, json as n141
    n = n141
    import os as n, sys as n, json as n142
    n = n142
    import os as n, sys as n, json as n143
    n = n143
    import os as n, sys as n, json as n144
    n = n144
    import os as n, sys as n, json as n145
    n = n145
    import os as n, sys as n, json as n146
    n = n146
    import os as n, sys as n, json as n147
    n = n147
    import os as n, sys as n, json as n148
    n = n148
    import os as n, sys as n, json as n149
    n = n149
    import os as n, sys as n, json as n150
    n = n150
    import os as n, sys as n, json as n151
    n = n151
    import os as n, sys as n, json as n152
    n = n152
    import os as n, sys as n, json as n153
    n = n153
    import os as n, sys as n, json as n154
    n = n154
    import os as n, sys as n, json as n155
    n = n155
    import os as n, sys as n, json as n156
    n = n156
    import os as n, sys as n, json as n157
    n = n157
    import os as n, sys as n, json as n158
    n = n158
    import os as n, sys as n, json as n159
    n = n159
    import os as n, sys as n, json as n160
    n = n160
    import os as n, sys as n, json as n161
    n = n161
    import os as n, sys as n, json as n162
    n = n162
    import os as n, sys as n, json as n163
    n = n163
    import os as n, sys as n, json as n164
    n = n164
    import os as n, sys as n, json as n165
    n = n165
    import os as n, sys as n, json as n166
    n = n166
    import os as n, sys as n, json as n167
    n = n167
    import os as n, sys as n, json as n168
    n = n168
    import os as n, sys as n, json as n169
    n = n169
    import os as n, sys as n, json as n170
    n = n170
    import os as n, sys as n, json as n171
    n = n171
    import os as n, sys as n, json as n172
    n = n172
    import os as n, sys as n, json as n173
    n = n173
    import os as n, sys as n, json as n174
    n = n174
    import os as n, sys as n, json as n175
    n = n175
    import os as n, sys as n, json as n176
    n = n176
    import os as n, sys as n, json as n177
    n = n177
    import os as n, sys as n, json as n178
    n = n178
    import os as n, sys as n, json as n179
    n = n179
    import os as n, sys as n, json as n180
    n = n180
    import os as n, sys as n, json as n181
    n = n181
    import os as n, sys as n, json as n182
    n = n182
    import os as n, sys as n, json as n183
    n = n183
    import os as n, sys as n, json as n184
    n = n184
    import os as n, sys as n, json as n185
    n = n185
    import os as n, sys as n, json as n186
    n = n186
    import os as n, sys as n, json as n187
    n = n187
    import os as n, sys as n, json as n188
    n = n188
    import os as n, sys as n, json as n189
    n = n189
    import os as n, sys as n, json as n190
    n = n190
    import os as n, sys as n, json as n191
    n = n191
    import os as n, sys as n, json as n192
    n = n192
    import os as n, sys as n, json as n193
    n = n193
    import os as n, sys as n, json as n194
    n = n194
    import os as n, sys as n, json as n195
    n = n195
    import os as n, sys as n, json as n196
    n = n196
    import os as n, sys as n, json as n197
    n = n197
    import os as n, sys as n, json as n198
    n = n198
    import os as n, sys as n, json as n199
    n = n199
    import os as n, sys as n, json as n200
    n = n200
    import os as n, sys as n, json as n201
    n = n201
    import os as n, sys as n, json as n202
    n = n202
    import os as n, sys as n, json as n203
    n = n203
    import os as n, sys as n, json as n204
    n = n204
    import os as n, sys as n, json as n205
    n = n205
    import os as n, sys as n, json as n206
    n = n206
    import os as n, sys as n, json as n207
    n = n207
    import os as n, sys as n, json as n208
    n = n208
    import os as n, sys as n, json as n209
    n = n209
    import os as n, sys as n, json as n210
    n = n210
    import os as n, sys as n, json as n211
    n = n211
    import os as n, sys as n, json as n212
    n = n212
    import os as n, sys as n, json as n213
    n = n213
    import os as n, sys as n, json as n214
    n = n214
    import os as n, sys as n, json as n215
    n = n215
    import os as n, sys as n, json as n216
    n = n216
    import os as n, sys as n, json as n217
    n = n217
    import os as n, sys as n, json as n218
    n = n218
    import os as n, sys as n, json as n219
    n = n219
    import os as n, sys as n, json as n220
    n = n220
    import os as n, sys as n, json as n221
    n = n221
    import os as n, sys as n, json as n222
    n = n222
    import os as n, sys as n, json as n223
    n = n223
    import os as n, sys as n, json as n224
    n = n224
    import os as n, sys as n, json as n225
    n = n225
    import os as n, sys as n, json as n226
    n = n226
    import os as n, sys as n, json as n227
    n = n227
    import os as n, sys as n, json as n228
    n = n228
    import os as n, sys as n, json as n229
    n = n229
    import os as n, sys as n, json as n230
    n = n230
    import os as n, sys as n, json as n231
    n = n231
    import os as n, sys as n, json as n232
    n = n232
    import os as n, sys as n, json as n233
    n = n233
    import os as n, sys as n, json as n234
    n = n234
    import os as n, sys as n, json as n235
    n = n235
    import os as n, sys as n, json as n236
    n = n236
    import os as n, sys as n, json as n237
    n = n237
    import os as n, sys as n, json as n238
    n = n238
    import os as n, sys as n, json as n239
    n = n239
    import os as n, sys as n, json as n240
    n = n240
    import os as n, sys as n, json as n241
    n = n241
    import os as n, sys as n, json as n242
    n = n242
    import os as n, sys as n, json as n243
    n = n243
    import os as n, sys as n, json as n244
    n = n244
    import os as n, sys as n, json as n245
    n = n245
    import os as n, sys as n, json as n246
    n = n246
    import os as n, sys as n, json as n247
    n = n247
    import os as n, sys as n, json as n248
    n = n248
    import os as n, sys as n, json as n249
    n = n249
    import os as n, sys as n, json as n250
    n = n250
    import os as n, sys as n, json as n251
    n = n251
    import os as n, sys as n, json as n252
    n = n252
    import os as n, sys as n, json as n253
    n = n253
    import os as n, sys as n, json as n254
    n = n254
    import os as n, sys as n, json as n255
    n = n255
    import os as n, sys as n, json as n256
    n = n256
    import os as n, sys as n, json as n257
    n = n257
    import os as n, sys as n, json as n258
    n = n258
    import os as n, sys as n, json as n259
    n = n259
    import os as n, sys as n, json as n260
    n = n260
    import os as n, sys as n, json as n261
    n = n261
    import os as n, sys as n, json as n262
    n = n262
    import os as n, sys as n, json as n263
    n = n263
    import os as n, sys as n, json as n264
    n = n264
    import os as n, sys as n, json as n265
    n = n265
    import os as n, sys as n, json as n266
    n = n266
    import os as n, sys as n, json as n267
    n = n267
    import os as n, sys as n, json as n268
    n = n268
    import os as n, sys as n, json as n269
    n = n269
    import os as n, sys as n, json as n270
    n = n270
    import os as n, sys as n, json as n271
    n = n271
    import os as n, sys as n, json as n272
    n = n272
    import os as n, sys as n, json as n273
    n = n273
    import os as n, sys as n, json as n274
    n = n274
    import os as n, sys as n, json as n275
    n = n275
    import os as n, sys as n, json as n276
    n = n276
    import os as n, sys as n, json as n277
    n = n277
    import os as n, sys as n, json as n278
    n = n278
    import os as n, sys as n, json as n279
    n = n279
    import os as n, sys as n, json as n280
    n = n280
    import os as n, sys as n, json as n281
    n = n281
    import os as n, sys as n, json as n282
    n = n282
    import os as n, sys as n, json as n283
    n = n283
    import os as n, sys as n, json as n284
    n = n284
    import os as n, sys as n, json as n285
    n = n285
    import os as n, sys as n, json as n286
    n = n286
    import os as n, sys as n, json as n287
    n = n287
    import os as n, sys as n, json as n288
    n = n288
    import os as n, sys as n, json as n289
    n = n289
    import os as n, sys as n, json as n290
    n = n290
    import os as n, sys as n, json as n291
    n = n291
    import os as n, sys as n, json as n292
    n = n292
    import os as n, sys as n, json as n293
    n = n293
    import os as n, sys as n, json as n294
    n = n294
    import os as n, sys as n, json as n295
    n = n295
    import os as n, sys as n, json as n296
    n = n296
    import os as n, sys as n, json as n297
    n = n297
    import os as n, sys as n, json as n298
    n = n298
    import os as n, sys as n, json as n299
    n = n299
    import os as n, sys as n, json as n300
    n = n300
    import os as n, sys as n, json as n301
    n = n301
    import os as n, sys as n, json as n302
    n = n302
    import os as n, sys as n, json as n303
    n = n303
    import os as n, sys as n, json as n304
    n = n304
    import os as n, sys as n, json as n305
    n = n305
    import os as n, sys as n, json as n306
    n = n306
    import os as n, sys as n, json as n307
    n = n307
    import os as n, sys as n, json as n308
    n = n308
    import os as n, sys as n, json as n309
    n = n309
    import os as n, sys as n, json as n310
    n = n310
    import os as n, sys as n, json as n311
    n = n311
    import os as n, sys as n, json as n312
    n = n312
    import os as n, sys as n, json as n313
    n = n313
    import os as n, sys as n, json as n314
    n = n314
    import os as n, sys as n, json as n315
    n = n315
    import os as n, sys as n, json as n316
    n = n316
    import os as n, sys as n, json as n317
    n = n317
    import os as n, sys as n, json as n318
    n = n318
    import os as n, sys as n, json as n319
    n = n319
    import os as n, sys as n, json as n320
    n = n320
    import os as n, sys as n, json as n321
    n = n321
    import os as n, sys as n, json as n322
    n = n322
    import os as n, sys as n, json as n323
    n = n323
    import os as n, sys as n, json as n324
    n = n324
    import os as n, sys as n, json as n325
    n = n325
    import os as n, sys as n, json as n326
    n = n326
    import os as n, sys as n, json as n327
    n = n327
    import os as n, sys as n, json as n328
    n = n328
    import os as n, sys as n, json as n329
    n = n329
    import os as n, sys as n, json as n330
    n = n330
    import os as n, sys as n, json as n331
    n = n331
    import os as n, sys as n, json as n332
    n = n332
    import os as n, sys as n, json as n333
    n = n333
    import os as n, sys as n, json as n334
    n = n334
    import os as n, sys as n, json as n335
    n = n335
    import os as n, sys as n, json as n336
    n = n336
    import os as n, sys as n, json as n337
    n = n337
    import os as n, sys as n, json as n338
    n = n338
    import os as n, sys as n, json as n339
    n = n339
    import os as n, sys as n, json as n340
    n = n340
    import os as n, sys as n, json as n341
    n = n341
    import os as n, sys as n, json as n342
    n = n342
    import os as n, sys as n, json as n343
    n = n343
    import os as n, sys as n, json as n344
    n = n344
    import os as n, sys as n, json as n345
    n = n345
    import os as n, sys as n, json as n346
    n = n346
    import os as n, sys as n, json as n347
    n = n347
    import os as n, sys as n, json as n348
    n = n348
    import os as n, sys as n, json as n349
    n = n349
    import os as n, sys as n, json as n350
    n = n350
    import os as n, sys as n, json as n351
    n = n351
    import os as n, sys as n, json as n352
    n = n352
    import os as n, sys as n, json as n353
    n = n353
    import os as n, sys as n, json as n354
    n = n354
    import os as n, sys as n, json as n355
    n = n355
    import os as n, sys as n, json as n356
    n = n356
    import os as n, sys as n, json as n357
    n = n357
    import os as n, sys as n, json as n358
    n = n358
    import os as n, sys as n, json as n359
    n = n359
    import os as n, sys as n, json as n360
    n = n360
    import os as n, sys as n, json as n361
    n = n361
    import os as n, sys as n, json as n362
    n = n362
    import os as n, sys as n, json as n363
    n = n363
    import os as n, sys as n, json as n364
    n = n364
    import os as n, sys as n, json as n365
    n = n365
    import os as n, sys as n, json as n366
    n = n366
    import os as n, sys as n, json as n367
    n = n367
    import os as n, sys as n, json as n368
    n = n368
    import os as n, sys as n, json as n369
    n = n369
    import os as n, sys as n, json as n370
    n = n370
    import os as n, sys as n, json as n371
    n = n371
    import os as n, sys as n, json as n372
    n = n372
    import os as n, sys as n, json as n373
    n = n373
    import os as n, sys as n, json as n374
    n = n374
    import os as n, sys as n, json as n375
    n = n375
    import os as n, sys as n, json as n376
    n = n376
    import os as n, sys as n, json as n377
    n = n377
    import os as n, sys as n, json as n378
    n = n378
    import os as n, sys as n, json as n379
    n = n379
    import os as n, sys as n, json as n380
    n = n380
    import os as n, sys as n, json as n381
    n = n381
    import os as n, sys as n, json as n382
    n = n382
    import os as n, sys as n, json as n383
    n = n383
    import os as n, sys as n, json as n384
    n = n384
    import os as n, sys as n, json as n385
    n = n385
    import os as n, sys as n, json as n386
    n = n386
    import os as n, sys as n, json as n387
    n = n387
    import os as n, sys as n, json as n388
    n = n388
    import os as n, sys as n, json as n389
    n = n389
    import os as n, sys as n, json as n390
    n = n390
    import os as n, sys as n, json as n391
    n = n391
    import os as n, sys as n, json as n392
    n = n392
    import os as n, sys as n, json as n393
    n = n393
    import os as n, sys as n, json as n394
    n = n394
    import os as n, sys as n, json as n395
    n = n395
    import os as n, sys as n, json as n396
    n = n396
    import os as n, sys as n, json as n397
    n = n397
    import os as n, sys as n, json as n398
    n = n398
    import os as n, sys as n, json as n399
    n = n399
    import os as n, sys as n, json as n400
    n = n400
    import os as n, sys as n, json as n401
    n = n401
    import os as n, sys as n, json as n402
    n = n402
    import os as n, sys as n, json as n403
    n = n403
    import os as n, sys as n, json as n404
    n = n404
    import os as n, sys as n, json as n405
    n = n405
    import os as n, sys as n, json as n406
    n = n406
    import os as n, sys as n, json as n407
    n = n407
    import os as n, sys as n, json as n408
    n = n408
    import os as n, sys as n, json as n409
    n = n409
    import os as n, sys as n, json as n410
    n = n410
    import os as n, sys as n, json as n411
    n = n411
    import os as n, sys as n, json as n412
    n = n412
    import os as n, sys as n, json as n413
    n = n413
    import os as n, sys as n, json as n414
    n = n414
    import os as n, sys as n, json as n415
    n = n415
    import os as n, sys as n, json as n416
    n = n416
    import os as n, sys as n, json as n417
    n = n417
    import os as n, sys as n, json as n418
    n = n418
    import os as n, sys as n, json as n419
    n = n419
    import os as n, sys as n, json as n420
    n = n420
    import os as n, sys as n, json as n421
    n = n421
    import os as n, sys as n, json as n422
    n = n422
    import os as n, sys as n, json as n423
    n = n423
    import os as n, sys as n, json as n424
    n = n424
    import os as n, sys as n, json as n425
    n = n425
    import os as n, sys as n, json as n426
    n = n426
    import os as n, sys as n, json as n427
    n = n427
    import os as n, sys as n, json as n428
    n = n428
    import os as n, sys as n, json as n429
    n = n429
    import os as n, sys as n, json as n430
    n = n430
    import os as n, sys as n, json as n431
    n = n431
    import os as n, sys as n, json as n432
    n = n432
    import os as n, sys as n, json as n433
    n = n433
    import os as n, sys as n, json as n434
    n = n434
    import os as n, sys as n, json as n435
    n = n435
    import os as n, sys as n, json as n436
    n = n436
    import os as n, sys as n, json as n437
    n = n437
    import os as n, sys as n, json as n438
    n = n438
    import os as n, sys as n, json as n439
    n = n439
    import os as n, sys as n, json as n440
    n = n440
    import os as n, sys as n, json as n441
    n = n441
    import os as n, sys as n, json as n442
    n = n442
    import os as n, sys as n, json as n443
    n = n443
    import os as n, sys as n, json as n444
    n = n444
    import os as n, sys as n, json as n445
    n = n445
    import os as n, sys as n, json as n446
    n = n446
    import os as n, sys as n, json as n447
    n = n447
    import os as n, sys as n, json as n448
    n = n448
    import os as n, sys as n, json as n449
    n = n449
    import os as n, sys as n, json as n450
    n = n450
    import os as n, sys as n, json as n451
    n = n451
    import os as n, sys as n, json as n452
    n = n452
    import os as n, sys as n, json as n453
    n = n453
    import os as n, sys as n, json as n454
    n = n454
    import os as n, sys as n, json as n455
    n = n455
    import os as n, sys as n, json as n456
    n = n456
    import os as n, sys as n, json as n457
    n = n457
    import os as n, sys as n, json as n458
    n = n458
    import os as n, sys as n, json as n459
    n = n459
    import os as n, sys as n, json as n460
    n = n460
    import os as n, sys as n, json as n461
    n = n461
    import os as n, sys as n, json as n462
    n = n462
    import os as n, sys as n, json as n463
    n = n463
    import os as n, sys as n, json as n464
    n = n464
    import os as n, sys as n, json as n465
    n = n465
    import os as n, sys as n, json as n466
    n = n466
    import os as n, sys as n, json as n467
    n = n467
    import os as n, sys as n, json as n468
    n = n468
    import os as n, sys as n, json as n469
    n = n469
    import os as n, sys as n, json as n470
    n = n470
    import os as n, sys as n, json as n471
    n = n471
    import os as n, sys as n, json as n472
    n = n472
    import os as n, sys as n, json as n473
    n = n473
    import os as n, sys as n, json as n474
    n = n474
    import os as n, sys as n, json as n475
    n = n475
    import os as n, sys as n, json as n476
    n = n476
    import os as n, sys as n, json as n477
    n = n477
    import os as n, sys as n, json as n478
    n = n478
    import os as n, sys as n, json as n479
    n = n479
    import os as n, sys as n, json as n480
    n = n480
    import os as n, sys as n, json as n481
    n = n481
    import os as n, sys as n, json as n482
    n = n482
    import os as n, sys as n, json as n483
    n = n483
    import os as n, sys as n, json as n484
    n = n484
    import os as n, sys as n, json as n485
    n = n485
    import os as n, sys as n, json as n486
    n = n486
    import os as n, sys as n, json as n487
    n = n487
    import os as n, sys as n, json as n488
    n = n488
    import os as n, sys as n, json as n489
    n = n489
    import os as n, sys as n, json as n490
    n = n490
    import os as n, sys as n, json as n491
    n = n491
    import os as n, sys as n, json as n492
    n = n492
    import os as n, sys as n, json as n493
    n = n493
    import os as n, sys as n, json as n494
    n = n494
    import os as n, sys as n, json as n495
    n = n495
    import os as n, sys as n, json as n496
    n = n496
    import os as n, sys as n, json as n497
    n = n497
    import os as n, sys as n, json as n498
    n = n498
    import os as n, sys as n, json as n499
    n = n499
    import os as n, sys as n, json as n500
    n = n500
    import os as n, sys as n, json as n501
    n = n501
    import os as n, sys as n, json as n502
    n = n502
    import os as n, sys as n, json as n503
    n = n503
    import os as n, sys as n, json as n504
    n = n504
    import os as n, sys as n, json as n505
    n = n505
    import os as n, sys as n, json as n506
    n = n506
    import os as n, sys as n, json as n507
    n = n507
    import os as n, sys as n, json as n508
    n = n508
    import os as n, sys as n, json as n509
    n = n509
    import os as n, sys as n, json as n510
    n = n510
    import os as n, sys as n, json as n511
    n = n511
    import os as n, sys as n, json as n512
    n = n512
    import os as n, sys as n, json as n513
    n = n513
    import os as n, sys as n, json as n514
    n = n514
    import os as n, sys as n, json as n515
    n = n515
    import os as n, sys as n, json as n516
    n = n516
    import os as n, sys as n, json as n517
    n = n517
    import os as n, sys as n, json as n518
    n = n518
    import os as n, sys as n, json as n519
    n = n519
    import os as n, sys as n, json as n520
    n = n520
    import os as n, sys as n, json as n521
    n = n521
    import os as n, sys as n, json as n522
    n = n522
    import os as n, sys as n, json as n523
    n = n523
    import os as n, sys as n, json as n524
    n = n524
    import os as n, sys as n, json as n525
    n = n525
    import os as n, sys as n, json as n526
    n = n526
    import os as n, sys as n, json as n527
    n = n527
    import os as n, sys as n, json as n528
    n = n528
    import os as n, sys as n, json as n529
    n = n529
    import os as n, sys as n, json as n530
    n = n530
    import os as n, sys as n, json as n531
    n = n531
    import os as n, sys as n, json as n532
    n = n532
    import os as n, sys as n, json as n533
    n = n533
    import os as n, sys as n, json as n534
    n = n534
    import os as n, sys as n, json as n535
    n = n535
    import os as n, sys as n, json as n536
    n = n536
    import os as n, sys as n, json as n537
    n = n537
    import os as n, sys as n, json as n538
    n = n538
    import os as n, sys as n, json as n539
    n = n539
    import os as n, sys as n, json as n540
    n = n540
    import os as n, sys as n, json as n541
    n = n541
    import os as n, sys as n, json as n542
    n = n542
    import os as n, sys as n, json as n543
    n = n543
    import os as n, sys as n, json as n544
    n = n544
    import os as n, sys as n, json as n545
    n = n545
    import os as n, sys as n, json as n546
    n = n546
    import os as n, sys as n, json as n547
    n = n547
    import os as n, sys as n, json as n548
    n = n548
    import os as n, sys as n, json as n549
    n = n549
    import os as n, sys as n, json as n550
    n = n550
    import os as n, sys as n, json as n551
    n = n551
    import os as n, sys as n, json as n552
    n = n552
    import os as n, sys as n, json as n553
    n = n553
    import os as n, sys as n, json as n554
    n = n554
    import os as n, sys as n, json as n555
    n = n555
    import os as n, sys as n, json as n556
    n = n556
    import os as n, sys as n, json as n557
    n = n557
    import os as n, sys as n, json as n558
    n = n558
    import os as n, sys as n, json as n559
    n = n559
    import os as n, sys as n, json as n560
    n = n560
    import os as n, sys as n, json as n561
    n = n561
    import os as n, sys as n, json as n562
    n = n562
    import os as n, sys as n, json as n563
    n = n563
    import os as n, sys as n, json as n564
    n = n564
    import os as n, sys as n, json as n565
    n = n565
    import os as n, sys as n, json as n566
    n = n566
    import os as n, sys as n, json as n567
    n = n567
    import os as n, sys as n, json as n568
    n = n568
    import os as n, sys as n, json as n569
    n = n569
    import os as n, sys as n, json as n570
    n = n570
    import os as n, sys as n, json as n571
    n = n571
    import os as n, sys as n, json as n572
    n = n572
    import os as n, sys as n, json as n573
    n = n573
    import os as n, sys as n, json as n574
    n = n574
    import os as n, sys as n, json as n575
    n = n575
    import os as n, sys as n, json as n576
    n = n576
    import os as n, sys as n, json as n577
    n = n577
    import os as n, sys as n, json as n578
    n = n578
    import os as n, sys as n, json as n579
    n = n579
    import os as n, sys as n, json as n580
    n = n580
    import os as n, sys as n, json as n581
    n = n581
    import os as n, sys as n, json as n582
    n = n582
    import os as n, sys as n, json as n583
    n = n583
    import os as n, sys as n, json as n584
    n = n584
    import os as n, sys as n, json as n585
    n = n585
    import os as n, sys as n, json as n586
    n = n586
    import os as n, sys as n, json as n587
    n = n587
    import os as n, sys as n, json as n588
    n = n588
    import os as n, sys as n, json as n589
    n = n589
    import os as n, sys as n, json as n590
    n = n590
    import os as n, sys as n, json as n591
    n = n591
    import os as n, sys as n, json as n592
    n = n592
    import os as n, sys as n, json as n593
    n = n593
    import os as n, sys as n, json as n594
    n = n594
    import os as n, sys as n, json as n595
    n = n595
    import os as n, sys as n, json as n596
    n = n596
    import os as n, sys as n, json as n597
    n = n597
    import os as n, sys as n, json as n598
    n = n598
    import os as n, sys as n, json as n599
    n = n599
    return [n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, ]


def three_steps():  # this one is honest work
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]
